import Messaging
import NanomsgTransport
import POSIXSupport
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct PollerTests {
  @Test func whatIsReadyIsReported() throws {
    let transport = try Nanomsg()
    var poller = Poller<Nanomsg>()
    var pull = try transport.socket(.pull)
    var push = try transport.socket(.push)
    try push.connect(try pull.bind("tcp://127.0.0.1:*"))
    var reply = try transport.socket(.reply)
    var request = try transport.socket(.request)
    try request.connect(try reply.bind("inproc://*"))
    let one = poller.add(pull, for: .receiving)
    // A reply is not sent before its request came, so that this direction is not waited for.
    let other = poller.add(reply, for: [.receiving, .sending])
    #expect(poller.count == 2 && one != other)
    #expect(try poller.wait(deadline: .after(.zero)).isEmpty)
    #expect(try poller.wait(deadline: .after(.milliseconds(5))).isEmpty)

    try push.send("one", deadline: soon)
    #expect(try poller.wait(deadline: soon) == [.init(key: one, readiness: .receiving)])
    // It stays ready until it is received.
    #expect(try poller.wait(deadline: soon) == [.init(key: one, readiness: .receiving)])
    try request.send("other", deadline: soon)
    try #require(eventually { (try? poller.wait(deadline: .after(.zero)).count) == 2 })
    #expect(try poller.wait(deadline: soon).map(\.key) == [one, other])

    #expect(try poller.withSocket(one) { String(try $0.receive(deadline: soon)) } == "one")
    #expect(try poller.withSocket(other) { String(try $0.receive(deadline: soon)) } == "other")
    #expect(try poller.wait(deadline: soon) == [.init(key: other, readiness: .sending)])
    try poller.withSocket(other) { try $0.send("done", deadline: soon) }
    #expect(String(try request.receive(deadline: soon)) == "done")
    #expect(try poller.wait(deadline: .after(.zero)).isEmpty)
  }

  @Test func socketsComeAndGo() throws {
    let transport = try Nanomsg()
    var poller = Poller<Nanomsg>()
    let error = #expect(throws: MessagingError.self) { _ = try poller.wait() }
    #expect(error?.code == .invalidState && error?.operation.name == "poll")
    let bus = poller.add(try transport.socket(.bus), for: .receiving)
    #expect(try poller.wait(deadline: .after(.zero)).isEmpty)
    let isThere = poller.setInterest(.sending, of: bus)
    #expect(isThere)
    #expect(try poller.wait(deadline: soon) == [.init(key: bus, readiness: .sending)])

    guard var socket = poller.remove(bus) else {
      Issue.record("the socket is in the poller")
      return
    }
    try socket.bind("inproc://*")
    #expect(poller.count == 0)
    let isGone = poller.withSocket(bus, { _ in true }) == nil && poller.remove(bus) == nil
    let isStillThere = poller.setInterest(.sending, of: bus)
    #expect(isGone && !isStillThere)
    let again = poller.add(socket, for: .receiving)
    #expect(again != bus)
  }

  @Test func aWaitEndsWithTheTransport() throws {
    let transport = try Nanomsg()
    var poller = Poller<Nanomsg>()
    _ = poller.add(try transport.socket(.pull), for: .receiving)
    let waiting = try JoinableThread(moving: poller) { poller in
      var poller = poller
      do throws(MessagingError) {
        _ = try poller.wait(deadline: soon)
        return nil as MessagingError.Code?
      } catch {
        return error.code
      }
    }
    transport.shutdown()
    #expect(try waiting.join() == .closed)
  }

  /// As many sockets as the library has, nearly.
  @Test func manySocketsAreWaitedFor() throws {
    let transport = try Nanomsg()
    var poller = Poller<Nanomsg>()
    var pushes: [Box<Socket<Nanomsg>>] = []
    var keys: [Poller<Nanomsg>.Key] = []
    for _ in 0..<60 {
      var pull = try transport.socket(.pull)
      let push = Box(try transport.socket(.push))
      try push.value.connect(try pull.bind("inproc://*"))
      pushes.append(push)
      keys.append(poller.add(pull, for: .receiving))
    }
    for index in [59, 0, 30] {
      try pushes[index].value.send("\(index)", deadline: soon)
      #expect(try poller.wait(deadline: soon).map(\.key) == [keys[index]])
      #expect(try poller.withSocket(keys[index]) { String(try $0.receive(deadline: soon)) } == "\(index)")
    }
  }
}
