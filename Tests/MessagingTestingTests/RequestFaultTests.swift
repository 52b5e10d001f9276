import Messaging
import MessagingTesting
import TestSupport
import Testing

/// What faults do to sockets that take turns, and to publishers.
@Suite struct RequestFaultTests {
  /// Answers all requests that have arrived.
  ///
  /// - Returns: The requests.
  private func answer(_ reply: inout Socket<FaultyInProcess>) throws -> [String] {
    var requests: [String] = []
    while let request = try reply.tryReceive() {
      requests.append(String(request))
      try reply.send("re: " + String(request))
    }
    return requests
  }

  @Test func droppedRequestLeavesBothWaiting() throws {
    let transport = try faulty(.drop(.number(1)).from(.request).onConnection(1))
    var link = try Link(transport, from: .request, to: .reply)
    try link.sender.send("lost")
    #expect(try answer(&link.receiver) == [])
    #expect(try link.sender.arrivals() == [])
    #expect(failure { () throws(MessagingError) in try link.sender.send("too early") } == .invalidState)
    // Another requester is answered meanwhile.
    var other = try transport.socket(.request)
    try other.connect(link.address)
    try other.send("heard")
    #expect(try answer(&link.receiver) == ["heard"])
    #expect(String(try other.receive(deadline: soon)) == "re: heard")
  }

  @Test func droppedReplyLeavesTheReplierFree() throws {
    let transport = try faulty(.drop(.number(1)).from(.reply))
    var link = try Link(transport, from: .request, to: .reply)
    try link.sender.send("1")
    #expect(try answer(&link.receiver) == ["1"])
    #expect(try link.sender.arrivals() == [])
    #expect(failure { () throws(MessagingError) in try link.sender.send("too early") } == .invalidState)
    var other = try transport.socket(.request)
    try other.connect(link.address)
    try other.send("2")
    #expect(try answer(&link.receiver) == ["2"])
    #expect(try other.arrivals() == [])
    #expect(transport.record.map(\.connection) == [1, 2])
  }

  @Test func duplicatedRequestIsAnsweredOnce() throws {
    let transport = try faulty(.duplicate(.number(1)).from(.request))
    var link = try Link(transport, from: .request, to: .reply)
    try link.sender.send("1")
    #expect(try answer(&link.receiver) == ["1", "1"])
    #expect(String(try link.sender.receive(deadline: soon)) == "re: 1")
    try link.sender.send("2")
    #expect(try answer(&link.receiver) == ["2"])
    #expect(String(try link.sender.receive(deadline: soon)) == "re: 2")
  }

  @Test func duplicatedReplyIsTakenOnce() throws {
    let transport = try faulty(.duplicate(.all).from(.reply))
    var link = try Link(transport, from: .request, to: .reply)
    for number in 1...3 {
      try link.sender.send("\(number)")
      #expect(try answer(&link.receiver) == ["\(number)"])
      #expect(String(try link.sender.receive(deadline: soon)) == "re: \(number)")
    }
    #expect(transport.record.count == 3)
  }

  @Test func requestsAreNotReordered() throws {
    let transport = try faulty(.reorder(.all))
    var link = try Link(transport, from: .request, to: .reply)
    try link.sender.send("1")
    #expect(try answer(&link.receiver) == ["1"])
    #expect(String(try link.sender.receive(deadline: soon)) == "re: 1")
    #expect(transport.record.isEmpty)
  }

  @Test func delayedReplyKeepsItsRequesterWaiting() throws {
    let clock = ManualClock()
    let transport = try faulty(.delay(.all, by: .seconds(1)).from(.reply), clock: clock)
    var link = try Link(transport, from: .request, to: .reply)
    try link.sender.send("1")
    #expect(try answer(&link.receiver) == ["1"])
    #expect(try !link.sender.waitToReceive(deadline: .after(.zero)))
    #expect(failure { () throws(MessagingError) in try link.sender.send("too early") } == .invalidState)
    clock.advance(by: .seconds(1))
    #expect(String(try link.sender.receive(deadline: soon)) == "re: 1")
  }

  /// As when a peer goes away: nobody waits for the other any more.
  @Test(arguments: [FaultRule.InFlight.kept, .lost])
  func disconnectEndsAnExchange(_ inFlight: FaultRule.InFlight) throws {
    let transport = try faulty(.disconnect(after: .number(1), inFlight: inFlight).from(.request))
    var link = try Link(transport, from: .request, to: .reply)
    try link.sender.send("1")
    #expect(try answer(&link.receiver) == (inFlight == .kept ? ["1"] : []))
    #expect(try link.sender.arrivals() == [])
    try link.sender.send("2")
    #expect(try answer(&link.receiver) == ["2"])
    #expect(String(try link.sender.receive(deadline: soon)) == "re: 2")
  }

  @Test func lostReplyFreesTheRequester() throws {
    let transport = try faulty(.disconnect(after: .number(1), inFlight: .lost).from(.reply))
    var link = try Link(transport, from: .request, to: .reply)
    try link.sender.send("1")
    #expect(try answer(&link.receiver) == ["1"])
    #expect(try link.sender.arrivals() == [])
    try link.sender.send("2")
    #expect(try answer(&link.receiver) == ["2"])
  }

  @Test func subscribersHaveFaultsOfTheirOwn() throws {
    let transport = try faulty(
      .drop(.number(1)).onConnection(1), .duplicate(.number(2)).onConnection(2),
      .drop(.all).at("inproc://other"))
    var publisher = try transport.socket(.publish)
    try publisher.bind("inproc://news")
    var first = try transport.socket(.subscribe)
    try first.connect("inproc://news")
    try first.subscribe(to: "n")
    var second = try transport.socket(.subscribe)
    try second.connect("inproc://news")
    try second.subscribe(to: "n")
    // What nobody subscribed to is not sent, and has no number.
    for text in ["x", "n1", "n2", "n3"] { try publisher.send(text) }
    #expect(try first.arrivals() == ["n2", "n3"])
    #expect(try second.arrivals() == ["n1", "n2", "n2", "n3"])
    #expect(transport.record.map(\.connection) == [1, 2])
  }
}
