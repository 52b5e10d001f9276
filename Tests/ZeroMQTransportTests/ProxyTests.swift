import Messaging
import POSIXSupport
import TestSupport
import Testing
import ZeroMQTransport

@Suite(.timeLimit(.minutes(5))) struct ProxyTests {
  private let transport: ZeroMQ

  init() throws { transport = try ZeroMQ() }

  private func start(_ proxy: consuming ZeroMQ.Proxy) throws -> Handle<ForwardingEnd> {
    Handle(
      try JoinableThread(moving: proxy) { proxy in
        var proxy = proxy
        return try proxy.run(until: soon)
      })
  }

  @Test func requestsAndRepliesPass() throws {
    var front = try transport.socket(.router)
    let asking = try front.bind("tcp://127.0.0.1:*")
    var back = try transport.socket(.dealer)
    let answering = try back.bind("tcp://127.0.0.1:*")
    let proxy = try ZeroMQ.Proxy(front, back)
    let control = proxy.control
    let thread = try start(proxy)
    var request = try transport.socket(.request)
    try request.connect(asking)
    var reply = try transport.socket(.reply)
    try reply.connect(answering)
    for round in 1...100 {
      try request.send("\(round)", deadline: soon)
      #expect(try String(reply.receive(deadline: soon)) == "\(round)")
      try reply.send("done", deadline: soon)
      #expect(try String(request.receive(deadline: soon)) == "done")
    }
    control.stop()
    #expect(try thread.join() == .stopped && control.isStopped)
    #expect(control.statistics.messagesFromFront == 100 && control.statistics.messagesFromBack == 100)
    // A routing id of five bytes, and an empty part.
    #expect(control.statistics.bytesFromBack == 100 * (5 + 4))
  }

  @Test func subscriptionsPassAndAreCaptured() throws {
    var front = try transport.socket(.extendedSubscribe)
    let publishing = try front.bind("inproc://*")
    var back = try transport.socket(.extendedPublish)
    let subscribing = try back.bind("inproc://*")
    var capture = try transport.socket(.push)
    var captured = try transport.socket(.pull)
    try capture.connect(try captured.bind("inproc://*"))
    let proxy = try ZeroMQ.Proxy(front, back, capture: capture)
    let control = proxy.control
    let thread = try start(proxy)
    var publisher = try transport.socket(.extendedPublish)
    try publisher.connect(publishing)
    var subscriber = try transport.socket(.subscribe)
    try subscriber.subscribe(to: "a")
    try subscriber.connect(subscribing)
    #expect(Subscription(try publisher.receive(deadline: soon)) == .subscribe(to: [UInt8(ascii: "a")]))
    try publisher.send(MultipartMessage(["a", "1"]), deadline: soon)
    #expect(try texts(subscriber.receiveMultipart(deadline: soon)) == ["a", "1"])
    #expect(Subscription(try captured.receive(deadline: soon)) == .subscribe(to: [UInt8(ascii: "a")]))
    #expect(try texts(captured.receiveMultipart(deadline: soon)) == ["a", "1"])
    control.stop()
    #expect(try thread.join() == .stopped)
  }

  /// What waits for room goes on as soon as there is some, in order and whole.
  @Test func aSlowReceiverIsWaitedFor() throws {
    var options = SocketOptions()
    options.sendQueue.messages = 1
    options.receiveQueue.messages = 1
    var front = try transport.socket(.pull, options: options)
    var push = try transport.socket(.push, options: options)
    try push.connect(try front.bind("inproc://*"))
    var back = try transport.socket(.push, options: options)
    var pull = try transport.socket(.pull, options: options)
    try back.connect(try pull.bind("inproc://*"))
    let proxy = try ZeroMQ.Proxy(front, back)
    let control = proxy.control
    let thread = try start(proxy)
    var sent = 0
    // Both queues, on both sides, and the proxy hold some.
    while sent < 100 {
      var parts = try MultipartMessage(["\(sent)", "end"])
      guard try push.trySend(&parts) || push.waitToSend(deadline: .after(.milliseconds(100))) else { break }
      if parts.count == 0 { sent += 1 }
    }
    #expect(sent < 10)
    for number in 0..<sent {
      #expect(try texts(pull.receiveMultipart(deadline: soon)) == ["\(number)", "end"])
    }
    control.stop()
    #expect(try thread.join() == .stopped)
  }

  @Test func whatDoesNotGoTogetherIsRefused() throws {
    for (one, other) in [
      (Pattern<ZeroMQ>.push, Pattern<ZeroMQ>.push), (.pull, .subscribe), (.request, .dealer),
      (.router, .reply),
    ] {
      let error = #expect(throws: MessagingError.self) {
        _ = try ZeroMQ.Proxy(transport.socket(one), transport.socket(other)).control
      }
      #expect(error?.code == .invalidArgument, "\(one) \(other)")
    }
    let error = #expect(throws: MessagingError.self) {
      _ = try ZeroMQ.Proxy(
        transport.socket(.pull), transport.socket(.push), capture: transport.socket(.pull)
      ).control
    }
    #expect(error?.code == .invalidArgument)
  }
}
