import Foundation
import Messaging
import POSIXSupport
import TestSupport
import Testing
import ZeroMQTransport

/// The patterns that only ZeroMQ has.
@Suite(.timeLimit(.minutes(5))) struct PatternTests {
  private let transport: ZeroMQ

  init() throws { transport = try ZeroMQ() }

  @Test(arguments: ["tcp://127.0.0.1:*", "inproc://*"])
  func aRouterAnswersTheOneWhoAsked(_ address: String) throws {
    var router = try transport.socket(.router)
    let bound = try router.bind(address)
    var first = try transport.socket(.dealer)
    try first.set(.routingID, to: RoutingID("first"))
    #expect(try first.routingID == RoutingID("first"))
    try first.connect(bound)
    var second = try transport.socket(.dealer)
    #expect(try second.routingID == nil)
    try second.connect(bound)
    try first.send(MultipartMessage(["question", "1"]), deadline: soon)
    try second.send(MultipartMessage(["question", "2"]), deadline: soon)
    for _ in 1...2 {
      var question = try router.receiveMultipart(deadline: soon)
      let peer = try question.removeRoutingID()
      #expect(question.strings[0] == "question")
      #expect((peer.description == "first") == (question.strings[1] == "1"))
      try router.send("answer \(question.strings[1])", to: peer, deadline: soon)
    }
    #expect(try String(first.receive(deadline: soon)) == "answer 1")
    #expect(try String(second.receive(deadline: soon)) == "answer 2")
  }

  @Test func aRouterTellsOfPeersThatAreNotThere() throws {
    var router = try transport.socket(.router)
    try router.bind("inproc://*")
    let nobody = try RoutingID("nobody")
    try router.send("dropped", to: nobody, deadline: soon)
    try router.set(.routerMandatory, to: true)
    let error = #expect(throws: MessagingError.self) {
      try router.send("kept", to: nobody, deadline: soon)
    }
    #expect(error?.code == .hostUnreachable && error?.number == EHOSTUNREACH)
    #expect(texts(router.reclaimMultipart()) == ["nobody", "kept"])
    let unnamed = #expect(throws: MessagingError.self) { try router.send("to whom?", deadline: soon) }
    #expect(unnamed?.code == .unsupported)
  }

  /// libzmq says that such a router can send, and then refuses it.
  @Test func aRouterWaitsForAPeerThatDoesNotKeepUp() throws {
    var options = SocketOptions()
    options.sendQueue.messages = 1
    options.receiveQueue.messages = 1
    var router = try transport.socket(.router, options: options)
    try router.set(.routerMandatory, to: true)
    var dealer = try transport.socket(.dealer, options: options)
    try dealer.set(.routingID, to: RoutingID("slow"))
    try dealer.connect(try router.bind("inproc://*"))
    try dealer.send("here", deadline: soon)
    let peer = try RoutingID("slow")
    #expect(try texts(router.receiveMultipart(deadline: soon)) == ["slow", "here"])
    var sent = 0
    let error = #expect(throws: MessagingError.self) {
      while sent < 100 {
        try router.send("\(sent)", to: peer, deadline: .after(.milliseconds(30)))
        sent += 1
      }
    }
    #expect(error?.code == .timedOut && sent == 2)
    let thread = try JoinableThread(moving: dealer) { dealer in
      var dealer = dealer
      return try (0..<10).map { _ in String(try dealer.receive(deadline: soon)) }
    }
    while sent < 10 {
      try router.send("\(sent)", to: peer, deadline: soon)
      sent += 1
    }
    #expect(try thread.join() == (0..<10).map { "\($0)" })
  }

  @Test func aRequestPassesARouterAndADealer() throws {
    var router = try transport.socket(.router)
    var request = try transport.socket(.request)
    try request.connect(try router.bind("tcp://127.0.0.1:*"))
    try request.send("ping", deadline: soon)
    var message = try router.receiveMultipart(deadline: soon)
    #expect(message.count == 3)
    guard let envelope = message.removeEnvelope() else { throw CancellationError() }
    #expect(envelope.count == 1 && message.strings == ["ping"])
    #expect(texts(message.removeEnvelope()) == nil)
    message = try MultipartMessage(["pong"])
    message.insertEnvelope(envelope)
    try router.send(message, deadline: soon)
    #expect(try String(request.receive(deadline: soon)) == "pong")
  }

  @Test func peersAreNamedByTheConnectingSide() throws {
    var server = try transport.socket(.router)
    let address = try server.bind("tcp://127.0.0.1:*")
    var client = try transport.socket(.router)
    let name = try RoutingID("server")
    try client.connect(address, as: name)
    try client.send("hello", to: name, deadline: soon)
    #expect(try texts(server.receiveMultipart(deadline: soon))?[1] == "hello")
    for refused in [name, try RoutingID([0, 1])] {
      let error = #expect(throws: MessagingError.self) { try client.connect(address, as: refused) }
      #expect(error?.code == .invalidArgument && error?.operation == .connect)
    }
    var dealer = try transport.socket(.dealer)
    let error = #expect(throws: MessagingError.self) { try dealer.connect(address, as: name) }
    #expect(error?.code == .unsupported)
  }

  @Test func routingIDsHaveBytes() throws {
    for bytes in [[], [UInt8](repeating: 1, count: 256)] {
      let error = #expect(throws: MessagingError.self) { _ = try RoutingID(bytes) }
      #expect(error?.code == .invalidArgument)
    }
    #expect(try RoutingID("abc").description == "abc")
    #expect(try RoutingID([0, 0x6B, 0x8B]).description == "0x006b8b")
    var dealer = try transport.socket(.dealer)
    let error = #expect(throws: MessagingError.self) { try dealer.set(.routingID, to: RoutingID([0, 1])) }
    #expect(error?.code == .invalidArgument)
    var empty = MultipartMessage()
    let missing = #expect(throws: MessagingError.self) { _ = try empty.removeRoutingID() }
    #expect(missing?.code == .invalidArgument)
  }

  @Test func publishersSeeSubscriptions() throws {
    var publisher = try transport.socket(.extendedPublish)
    let address = try publisher.bind("tcp://127.0.0.1:*")
    var plain = try transport.socket(.subscribe)
    try plain.subscribe(to: "a")
    try plain.connect(address)
    #expect(Subscription(try publisher.receive(deadline: soon)) == .subscribe(to: [UInt8(ascii: "a")]))
    var extended = try transport.socket(.extendedSubscribe)
    try extended.connect(address)
    try extended.send(Subscription.subscribe(to: [UInt8(ascii: "b")]), deadline: soon)
    #expect(Subscription(try publisher.receive(deadline: soon)) == .subscribe(to: [UInt8(ascii: "b")]))
    try publisher.send("a1", deadline: soon)
    try publisher.send("b1", deadline: soon)
    #expect(try String(plain.receive(deadline: soon)) == "a1")
    #expect(try String(extended.receive(deadline: soon)) == "b1")
    try extended.send(Subscription.unsubscribe(from: [UInt8(ascii: "b")]), deadline: soon)
    #expect(Subscription(try publisher.receive(deadline: soon)) == .unsubscribe(from: [UInt8(ascii: "b")]))
    try extended.send("up", deadline: soon)
    #expect(Subscription(try publisher.receive(deadline: soon)) == nil)
    let error = #expect(throws: MessagingError.self) { try plain.send(Subscription.subscribe(to: [])) }
    #expect(error?.code == .unsupported)
  }

  @Test func publishersDecideOnSubscriptions() throws {
    var publisher = try transport.socket(.extendedPublish)
    let refused = #expect(throws: MessagingError.self) { try publisher.subscribePeer(to: [1]) }
    #expect(refused?.code == .invalidState)
    try publisher.set(.manualSubscriptions, to: true)
    let welcome = Array("welcome".utf8)
    try publisher.set(.welcomeMessage, to: welcome)
    let address = try publisher.bind("tcp://127.0.0.1:*")
    var subscriber = try transport.socket(.subscribe)
    try subscriber.subscribe(to: "wish")
    try subscriber.connect(address)
    #expect(Subscription(try publisher.receive(deadline: soon)) == .subscribe(to: Array("wish".utf8)))
    try publisher.subscribePeer(to: Array("w".utf8))
    try publisher.send("wish", deadline: soon)
    #expect(try String(subscriber.receive(deadline: soon)) == "wish")
    try publisher.unsubscribePeer(from: Array("w".utf8))
    try publisher.send("wish again", deadline: soon)
    #expect(try text(subscriber.tryReceive()) == nil)
  }

  @Test func aPublisherCanWait() throws {
    var options = SocketOptions()
    options.sendQueue.messages = 1
    options.receiveQueue.messages = 1
    var publisher = try transport.socket(.publish, options: options)
    try publisher.set(.publishWaits, to: true)
    var subscriber = try transport.socket(.subscribe, options: options)
    try subscriber.subscribe()
    try subscriber.connect(try publisher.bind("inproc://*"))
    // The publisher has read the subscription when its socket has carried out its commands.
    #expect(try publisher.readiness.contains(.sending))
    var sent = 0
    let error = #expect(throws: MessagingError.self) {
      while sent < 100 {
        try publisher.send("\(sent)", deadline: .after(.milliseconds(30)))
        sent += 1
      }
    }
    #expect(error?.code == .timedOut && sent == 2)
    #expect(try (0..<2).map { _ in String(try subscriber.receive(deadline: soon)) } == ["0", "1"])
  }

  @Test func aStreamSpeaksTCP() throws {
    var server = try transport.socket(.stream)
    let address = try server.bind("tcp://127.0.0.1:*")
    var client = try transport.socket(.stream)
    let name = try RoutingID("server")
    try client.connect(address, as: name)
    var greeting = try server.receiveMultipart(deadline: soon)
    let peer = try greeting.removeRoutingID()
    #expect(greeting.bytes == [[]])
    #expect(try texts(client.receiveMultipart(deadline: soon))?[1] == "")
    try client.send("GET / HTTP/1.0\r\n", to: name, deadline: soon)
    #expect(try texts(server.receiveMultipart(deadline: soon))?[1] == "GET / HTTP/1.0\r\n")
    try server.send("200", to: peer, deadline: soon)
    #expect(try texts(client.receiveMultipart(deadline: soon))?[1] == "200")
    client.close()
    var farewell = try server.receiveMultipart(deadline: soon)
    #expect(try farewell.removeRoutingID() == peer)
    #expect(farewell.bytes == [[]])
  }

  @Test func aRequestMayBeGivenUp() throws {
    var reply = try transport.socket(.reply)
    var request = try transport.socket(.request)
    try request.set(.requestRelaxation, to: true)
    try request.set(.requestCorrelation, to: true)
    try request.connect(try reply.bind("tcp://127.0.0.1:*"))
    try request.send("first", deadline: soon)
    #expect(try String(reply.receive(deadline: soon)) == "first")
    try request.send("second", deadline: soon)
    try reply.send("late", deadline: soon)
    #expect(try String(reply.receive(deadline: soon)) == "second")
    try reply.send("in time", deadline: soon)
    #expect(try String(request.receive(deadline: soon)) == "in time")
  }

  @Test func aConflatingSocketKeepsTheLast() throws {
    var pull = try transport.socket(.pull)
    var push = try transport.socket(.push)
    try push.set(.conflate, to: true)
    try push.connect(try pull.bind("inproc://*"))
    for number in 1...100 { try push.send("\(number)", deadline: soon) }
    #expect(try String(pull.receive(deadline: soon)) == "100")
    #expect(try text(pull.tryReceive()) == nil)
  }
}
