import Messaging
import MessagingTesting
import POSIXSupport
import TestSupport
import Testing

/// Who waits for what is late is woken, in every way of waiting.
@Suite struct WaitingTests {
  @Test func clockWakesAReceiver() throws {
    let clock = ManualClock()
    let transport = try faulty(.delay(.all, by: .seconds(60)), clock: clock)
    var link = try Link(transport)
    try link.send(1...1)
    let thread = try JoinableThread(moving: link) { link in
      var link = link
      return String(try link.receiver.receive(deadline: soon))
    }
    clock.advance(by: .seconds(60))
    #expect(try thread.join() == "1")
  }

  @Test func clockWakesASender() throws {
    let clock = ManualClock()
    let transport = try faulty(
      .disconnect(after: .number(1), for: .seconds(60), inFlight: .kept), clock: clock)
    var link = try Link(transport)
    try link.send(1...1)
    let thread = try JoinableThread(moving: link) { link in
      var link = link
      try link.send(2...2)
      return try link.arrivals()
    }
    clock.advance(by: .seconds(60))
    #expect(try thread.join() == ["1", "2"])
  }

  @Test func deadlinePassesMeanwhile() throws {
    let transport = try faulty(.delay(.all, by: .seconds(1)))
    var link = try Link(transport)
    try link.send(1...1)
    let code = failure { () throws(MessagingError) in
      _ = try link.receiver.receive(deadline: .after(.milliseconds(1)))
    }
    #expect(code == .timedOut)
    #expect(try !link.receiver.waitToReceive(deadline: .after(.zero)))
  }

  @Test func droppedMessageWakesNobodyForNothing() throws {
    let transport = try faulty(.drop(.all))
    var link = try Link(transport)
    try link.send(1...3)
    #expect(try !link.receiver.waitToReceive(deadline: .after(.milliseconds(1))))
  }

  @Test func systemsClockDelivers() throws {
    let transport = try FaultyInProcess(.delay(.number(1), by: .milliseconds(20)))
    var link = try Link(transport)
    let start = ContinuousClock.now
    try link.send(1...2)
    #expect(String(try link.receiver.receive(deadline: soon)) == "1")
    #expect(ContinuousClock.now - start >= .milliseconds(20))
    #expect(String(try link.receiver.receive(deadline: soon)) == "2")
  }

  @Test func systemsClockConnectsAnew() throws {
    let transport = try FaultyInProcess(
      .disconnect(after: .number(1), for: .milliseconds(20), inFlight: .kept))
    var link = try Link(transport)
    let start = ContinuousClock.now
    try link.send(1...2)
    #expect(ContinuousClock.now - start >= .milliseconds(20))
    #expect(try link.arrivals() == ["1", "2"])
  }

  @Test func shutdownWakes() throws {
    let transport = try faulty(.delay(.all, by: .seconds(60)))
    var link = try Link(transport)
    try link.send(1...1)
    let thread = try JoinableThread(moving: link) { link in
      var link = link
      return failure { () throws(MessagingError) in _ = try link.receiver.receive(deadline: soon) }
    }
    transport.shutdown()
    #expect(try thread.join() == .closed)
  }

  @Test func pollerSeesWhatHasArrived() throws {
    let clock = ManualClock()
    let transport = try faulty(
      .delay(.number(2), by: .seconds(60)), .drop(.number(3)), clock: clock)
    var push = try transport.socket(.push)
    try push.bind("inproc://push")
    var pull = try transport.socket(.pull)
    try pull.connect("inproc://push")
    var poller = Poller<FaultyInProcess>()
    let key = poller.add(pull, for: .receiving)
    for number in 1...3 { try push.send("\(number)") }
    for expected in ["1", "2"] {
      #expect(try poller.wait(deadline: soon) == [.init(key: key, readiness: .receiving)])
      let texts = try poller.withSocket(key) { socket throws(MessagingError) in try socket.arrivals() }
      #expect(texts == [expected])
      #expect(try poller.wait(deadline: .after(.zero)).isEmpty)
      clock.advance(by: .seconds(60))
    }
    #expect(try poller.wait(deadline: .after(.zero)).isEmpty)
  }

  /// What an event loop waits for becomes readable in time, though no peer did anything.
  @Test func clockMakesADescriptorReadable() throws {
    let clock = ManualClock()
    let transport = try faulty(.delay(.all, by: .seconds(60)), clock: clock)
    var link = try Link(transport)
    try link.send(1...1)
    let descriptor = try #require(try link.receiver.armedDescriptor(for: .receiving))
    clock.advance(by: .seconds(59))
    #expect(!Descriptors.waitUntilReadable(descriptor, until: .after(.zero)))
    clock.advance(by: .seconds(1))
    #expect(Descriptors.waitUntilReadable(descriptor, until: .after(.zero)))
    #expect(try link.receiver.armedDescriptor(for: .receiving) == nil)
  }

  @Test func connectionThatIsBackMakesADescriptorReadable() throws {
    let clock = ManualClock()
    let transport = try faulty(
      .disconnect(after: .number(1), for: .seconds(60), inFlight: .kept), clock: clock)
    var link = try Link(transport)
    try link.send(1...1)
    let descriptor = try #require(try link.sender.armedDescriptor(for: .sending))
    clock.advance(by: .seconds(59))
    #expect(!Descriptors.waitUntilReadable(descriptor, until: .after(.zero)))
    clock.advance(by: .seconds(1))
    #expect(Descriptors.waitUntilReadable(descriptor, until: .after(.zero)))
    #expect(try link.sender.armedDescriptor(for: .sending) == nil)
  }
}

extension Socket where T: DescriptorSignalingTransport {
  /// The descriptor that becomes readable when a transfer is worth trying; `nil` when it is now.
  fileprivate mutating func armedDescriptor(for interest: Readiness) throws(MessagingError) -> Int32? {
    try withUnsafeHandle(during: .receive) { handle throws(TransportFailure) in
      try T.descriptors(awaiting: interest, on: &handle)?.first
    }
  }
}
