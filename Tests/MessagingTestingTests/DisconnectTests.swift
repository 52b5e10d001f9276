import Messaging
import MessagingTesting
import TestSupport
import Testing

@Suite struct DisconnectTests {
  @Test func messagesInFlightAreKept() throws {
    let transport = try faulty(.disconnect(after: .number(2), inFlight: .kept))
    var link = try Link(transport)
    try link.send(1...4)
    #expect(try link.arrivals() == ["1", "2", "3", "4"])
    #expect(transport.record.map(\.effect) == [.disconnected(for: .zero)])
  }

  @Test func messagesInFlightAreLost() throws {
    let transport = try faulty(.disconnect(after: .number(3), inFlight: .lost))
    var link = try Link(transport)
    try link.send(1...1)
    #expect(try link.arrivals() == ["1"])
    try link.send(2...5)
    #expect(try link.arrivals() == ["4", "5"])
    #expect(transport.record.map(\.number) == [2, 3, 3])
    #expect(transport.record.map(\.effect) == [.lost, .disconnected(for: .zero), .lost])
  }

  @Test func bothWaysAreLost() throws {
    let transport = try faulty(.disconnect(after: .number(2), inFlight: .lost))
    var link = try Link(transport, from: .pair, to: .pair)
    try link.receiver.send("to the connector")
    try link.send(1...2)
    #expect(try link.arrivals() == [])
    #expect(try link.sender.arrivals() == [])
    // The second of its way, too.
    try link.receiver.send("again")
    #expect(try link.sender.arrivals() == [])
    try link.receiver.send("and again")
    #expect(try link.sender.arrivals() == ["and again"])
  }

  @Test func connectionIsBackAfterAWhile() throws {
    let clock = ManualClock()
    let transport = try faulty(
      .disconnect(after: .number(1), for: .seconds(2), inFlight: .kept).onConnection(1), clock: clock)
    var link = try Link(transport)
    try link.send(1...1)
    #expect(try !link.sender.trySend("2"))
    #expect(try link.arrivals() == ["1"])
    // Nobody else's connecting or binding brings it back.
    var other = try transport.socket(.push)
    try other.connect(link.address)
    try other.send("other")
    #expect(try !link.sender.trySend("2"))
    clock.advance(by: .seconds(2))
    #expect(try link.sender.trySend("2"))
    #expect(try link.arrivals().sorted() == ["2", "other"])
    #expect(transport.record.map(\.effect) == [.disconnected(for: .seconds(2))])
  }

  @Test func endedConnectionDoesNotComeBack() throws {
    let clock = ManualClock()
    let transport = try faulty(
      .disconnect(after: .all, for: .seconds(1), inFlight: .lost).onConnection(1), clock: clock)
    var link = try Link(transport)
    try link.send(1...1)
    try link.sender.disconnect(link.address)
    clock.advance(by: .seconds(1))
    #expect(try !link.sender.trySend("2"))
    try link.sender.connect(link.address)
    #expect(try link.sender.trySend("2"))
    #expect(try link.arrivals() == ["2"])
  }

  @Test func publisherDropsMeanwhile() throws {
    let clock = ManualClock()
    let transport = try faulty(
      .disconnect(after: .number(1), for: .seconds(1), inFlight: .kept), clock: clock)
    var subscriber = try transport.socket(.subscribe)
    try subscriber.bind("inproc://news")
    try subscriber.subscribe(to: "")
    var publisher = try transport.socket(.publish)
    try publisher.connect("inproc://news")
    try publisher.send("1")
    try publisher.send("2")
    clock.advance(by: .seconds(1))
    try publisher.send("3")
    #expect(try subscriber.arrivals() == ["1", "3"])
  }

  @Test func manyDisconnectsLoseNoneThatAreKept() throws {
    let transport = try faulty(.disconnect(after: .random(0.3), inFlight: .kept), seed: 5)
    var link = try Link(transport)
    try link.send(1...500)
    #expect(try link.arrivals() == (1...500).map(String.init))
    #expect(transport.record.count > 100)
  }

  /// What was in the queues of a receiver that closed is gone, and does not count for its successor.
  @Test func successorOfAReceiverHasFaultsOfItsOwnMessages() throws {
    let transport = try faulty(.drop(.number(2)), .drop(.number(5)))
    var pull = try transport.socket(.pull)
    try pull.bind("inproc://pull")
    var push = try transport.socket(.push)
    try push.connect("inproc://pull")
    for number in 1...3 { try push.send("\(number)") }
    pull = try transport.socket(.pull)
    try pull.bind("inproc://pull")
    for number in 4...6 { try push.send("\(number)") }
    #expect(try pull.arrivals() == ["4", "6"])
  }
}
