import Messaging
import MessagingTesting
import TestSupport
import Testing

@Suite struct MessageFaultTests {
  @Test func withoutRulesNothingHappens() throws {
    let transport = try FaultyInProcess()
    var link = try Link(transport)
    try link.send(1...5)
    #expect(try link.arrivals() == ["1", "2", "3", "4", "5"])
    #expect(transport.record.isEmpty)
  }

  @Test func droppedMessageDoesNotArrive() throws {
    let transport = try faulty(.drop(.number(3)), .drop(.every(5)))
    var link = try Link(transport)
    try link.send(1...6)
    // Decided when it is sent, not when the receiver looks.
    #expect(transport.record.map(\.number) == [3, 5])
    #expect(try link.arrivals() == ["1", "2", "4", "6"])
    let first = try #require(transport.record.first)
    #expect(first.address == link.address && first.connection == 1 && first.sender == "push")
    #expect(first.effect == .dropped)
  }

  @Test func largeMessageIsDroppedOrDuplicated() throws {
    let transport = try faulty(.drop(.number(1)), .duplicate(.number(2)))
    var link = try Link(transport)
    let text = String(repeating: "x", count: 100_000)
    for number in 1...2 { try link.sender.send(text + "\(number)") }
    #expect(try link.arrivals() == [text + "2", text + "2"])
  }

  @Test func copyIsTheReceiversOwn() throws {
    let transport = try faulty(.duplicate(.all))
    var link = try Link(transport)
    try link.sender.send("duplicated")
    var first = try link.receiver.receive(deadline: soon)
    first.withMutableBytes { $0.storeBytes(of: 0, as: UInt8.self) }
    let second = try link.receiver.receive(deadline: soon)
    #expect(String(second) == "duplicated")
  }

  @Test func duplicateArrivesInABufferWholly() throws {
    let transport = try faulty(.duplicate(.all, times: 2))
    var link = try Link(transport)
    try link.sender.send("abcdef")
    for _ in 1...3 {
      var buffer: [UInt8] = [0, 0, 0, 7]
      let size = try buffer.withUnsafeMutableBytes {
        try link.receiver.receive(into: UnsafeMutableRawBufferPointer(rebasing: $0[..<3]), deadline: soon)
      }
      #expect(size.full == 6)
      #expect(buffer == [97, 98, 99, 7])
    }
    #expect(try link.arrivals() == [])
  }

  @Test func delayedMessageHoldsUpThoseBehindIt() throws {
    let clock = ManualClock()
    let transport = try faulty(.delay(.number(2), by: .milliseconds(5)), clock: clock)
    var link = try Link(transport)
    try link.send(1...3)
    #expect(try link.arrivals() == ["1"])
    clock.advance(by: .microseconds(4_999))
    #expect(try link.arrivals() == [])
    clock.advance(by: .microseconds(1))
    #expect(try link.arrivals() == ["2", "3"])
    #expect(transport.record.map(\.effect) == [.delayed(by: .milliseconds(5))])
  }

  @Test func delayBeginsWhenTheMessageIsSent() throws {
    let clock = ManualClock()
    let transport = try faulty(
      .delay(.all, by: .milliseconds(3)), .delay(.all, by: .milliseconds(2)), clock: clock)
    var link = try Link(transport)
    try link.send(1...1)
    clock.advance(by: .milliseconds(5))
    // The receiver has not looked before.
    #expect(try link.arrivals() == ["1"])
  }

  @Test func delayedMessageCountsForTheLimit() throws {
    let clock = ManualClock()
    let transport = try faulty(.delay(.all, by: .seconds(1)), clock: clock)
    var link = try Link(transport, options: limited(to: 2))
    try link.send(1...2)
    #expect(try link.arrivals() == [])
    #expect(try !link.sender.trySend("3"))
    clock.advance(by: .seconds(1))
    #expect(try link.arrivals() == ["1", "2"])
    #expect(try link.sender.trySend("3"))
  }

  @Test func reorderedMessageIsOvertaken() throws {
    let transport = try faulty(.reorder(.number(1), behind: 2), .reorder(.number(5)))
    var link = try Link(transport)
    try link.send(1...2)
    #expect(try link.arrivals() == ["2"])
    try link.send(3...5)
    #expect(try link.arrivals() == ["3", "1", "4"])
    try link.send(6...6)
    #expect(try link.arrivals() == ["6", "5"])
  }

  @Test func reorderedMessageArrivesWhenNothingElseCan() throws {
    let transport = try faulty(.reorder(.number(2), behind: 9))
    var link = try Link(transport)
    try link.send(1...3)
    #expect(try link.arrivals() == ["1", "3"])
    try link.sender.disconnect(link.address)
    #expect(try link.arrivals() == ["2"])
  }

  @Test func reorderedMessageArrivesThoughItsConnectionIsGone() throws {
    let transport = try faulty(.reorder(.number(2)))
    var link = try Link(transport)
    try link.send(1...2)
    try link.sender.disconnect(link.address)
    #expect(try link.arrivals() == ["1", "2"])
  }

  @Test func socketThatClosesDropsWhatWasPutAside() throws {
    let transport = try faulty(.reorder(.number(1)).onConnection(1))
    var pull = try transport.socket(.pull)
    try pull.bind("inproc://pull")
    var push = try transport.socket(.push)
    try push.connect("inproc://pull")
    try push.send("1")
    #expect(try pull.arrivals() == [])
    pull = try transport.socket(.pull)
    try pull.bind("inproc://pull")
    try push.send("2")
    #expect(try pull.arrivals() == ["2"])
  }

  @Test func failedSendLeavesTheMessage() throws {
    let transport = try faulty(
      .failSend(.number(2), with: .timedOut), .failSend(.number(3), with: .outOfResources).from(.push))
    var link = try Link(transport)
    try link.send(1...1)
    do throws(MessagingError) {
      var message = try Message<FaultyInProcess>("2")
      let code = failure { () throws(MessagingError) in _ = try link.sender.trySend(&message) }
      #expect(code == .timedOut)
      try link.sender.send(message)
      Issue.record("the message was sent")
    } catch {
      #expect(error.code == .outOfResources)
      #expect(error.operation == .send && error.endpoint == link.address)
    }
    guard let reclaimed = link.sender.reclaim() else {
      Issue.record("the message is gone")
      return
    }
    try link.sender.send(reclaimed)
    #expect(try link.arrivals() == ["1", "2"])
    #expect(transport.record.map(\.effect) == [.failed(.timedOut), .failed(.outOfResources)])
    #expect(transport.record.allSatisfy { $0.address == link.address && $0.sender == "push" })
  }

  @Test func sendThatWouldWaitIsNotCounted() throws {
    let transport = try faulty(.failSend(.number(2), with: .timedOut))
    var link = try Link(transport, options: limited(to: 1))
    try link.send(1...1)
    for _ in 1...3 { #expect(try !link.sender.trySend("2")) }
    #expect(try link.arrivals() == ["1"])
    #expect(failure { () throws(MessagingError) in _ = try link.sender.trySend("2") } == .timedOut)
    #expect(try link.sender.trySend("2"))
  }
}
