import Messaging
import MessagingAsync
import MessagingTesting
import TestSupport
import Testing

/// Tasks meet the faults that an application's tests ask for.
@Suite(.timeLimit(.minutes(5))) struct FaultTests {
  /// A socket that is bound, and one that is connected to it.
  private func link(
    _ transport: FaultyInProcess, _ bound: Pattern<FaultyInProcess>, _ connected: Pattern<FaultyInProcess>
  ) throws -> Link<FaultyInProcess> { try Place(transport, "inproc://*").link(bound, connected) }

  // MARK: A client that asks again

  /// Answers questions until the task is cancelled.
  private func serve<T: DescriptorSignalingTransport>(over transport: T, at address: String) async throws {
    try await transport.withSocket(.reply) { reply in
      try reply.withSocket { _ = try $0.bind(address) }
      while true {
        let question = try await reply.receive()
        try await reply.send(String(question) + "!")
      }
    }
  }

  /// Asks until there is an answer, each time with another socket.
  private func ask<T: DescriptorSignalingTransport>(
    _ question: String, over transport: T, at address: String
  ) async throws -> String {
    while true {
      do {
        return try await transport.withSocket(.request) { request in
          try request.withSocket { try $0.connect(address) }
          try await request.send(question, deadline: soon)
          return String(try await request.receive(deadline: .after(.milliseconds(20))))
        }
      } catch let error as MessagingError where error.code == .timedOut {}
    }
  }

  @Test(arguments: [
    ("lost requests", [FaultRule.drop(.every(1)).from(.request).onConnection(1)]),
    ("a storm", [.drop(.random(0.2)), .duplicate(.random(0.2)), .delay(.random(0.2), by: .milliseconds(1))]),
    ("broken connections", [.disconnect(after: .random(0.2), for: .milliseconds(1), inFlight: .lost)]),
  ])
  func aClientGetsEveryAnswer(_ what: String, _ rules: [FaultRule]) async throws {
    let transport = try FaultyInProcess(rules, seed: 7)
    let server = Task { try await serve(over: transport, at: "inproc://server") }
    for number in 1...20 {
      #expect(try await ask("\(number)", over: transport, at: "inproc://server") == "\(number)!")
    }
    server.cancel()
    let error = await #expect(throws: MessagingError.self) { try await server.value }
    #expect(error?.code == .cancelled)
    #expect(!transport.record.isEmpty, "\(what): the rules have to strike for the test to say something")
  }

  // MARK: Time

  /// Often, since the task may begin to wait before or after the clock is advanced.
  @Test func clockResumesAReceiver() async throws {
    let clock = ManualClock()
    let transport = try FaultyInProcess(.delay(.all, by: .seconds(60)), clock: clock)
    let link = try link(transport, .pull, .push)
    for number in 1...100 {
      try await link.connected.value.send("\(number)")
      let receiver = Task { String(try await link.bound.value.receive(deadline: soon)) }
      for _ in 1...number { await Task.yield() }
      clock.advance(by: .seconds(60))
      #expect(try await receiver.value == "\(number)")
    }
  }

  @Test func clockResumesASender() async throws {
    let clock = ManualClock()
    let transport = try FaultyInProcess(
      .disconnect(after: .all, for: .seconds(60), inFlight: .kept), clock: clock)
    let link = try link(transport, .pull, .push)
    try await link.connected.value.send("0")
    for number in 1...100 {
      let sender = Task { try await link.connected.value.send("\(number)", deadline: soon) }
      for _ in 1...number { await Task.yield() }
      clock.advance(by: .seconds(60))
      try await sender.value
      #expect(String(try await link.bound.value.receive(deadline: soon)) == "\(number - 1)")
    }
  }

  @Test func systemsClockResumesATask() async throws {
    let transport = try FaultyInProcess(.delay(.number(1), by: .milliseconds(20)))
    let link = try link(transport, .pull, .push)
    let start = ContinuousClock.now
    try await link.connected.value.send("late")
    #expect(String(try await link.bound.value.receive(deadline: soon)) == "late")
    #expect(ContinuousClock.now - start >= .milliseconds(20))
  }

  @Test func cancellingLosesNothingThatIsLate() async throws {
    let clock = ManualClock()
    let transport = try FaultyInProcess(.delay(.all, by: .seconds(60)), clock: clock)
    let link = try link(transport, .pull, .push)
    try await link.connected.value.send("late")
    let receiver = Task { try await link.bound.value.receive().count }
    receiver.cancel()
    let error = await #expect(throws: MessagingError.self) { try await receiver.value }
    #expect(error?.code == .cancelled)
    clock.advance(by: .seconds(60))
    #expect(String(try await link.bound.value.receive(deadline: soon)) == "late")
  }

  // MARK: Sending

  @Test func failedSendIsReclaimed() async throws {
    let transport = try FaultyInProcess(.failSend(.number(1), with: .timedOut))
    let link = try link(transport, .pull, .push)
    let error = await #expect(throws: MessagingError.self) {
      try await link.connected.value.send(Message<FaultyInProcess>("kept"), deadline: soon)
    }
    #expect(error?.code == .timedOut && error?.operation == .send)
    let message = Kept(link.connected.value.reclaim()!)
    try await link.connected.value.send(message.take(), deadline: soon)
    #expect(String(try await link.bound.value.receive(deadline: soon)) == "kept")
  }

  @Test func everyTenthMessageOfManyTasksIsLost() async throws {
    let transport = try FaultyInProcess(.drop(.every(10)))
    var pull = try AsyncSocket(transport.socket(.pull))
    let address = try pull.withSocket { try $0.bind("inproc://*") }
    var push = try transport.socket(.push)
    try push.connect(address)
    let sender = SharedSender(try AsyncSocket(push))
    try await withThrowingTaskGroup { group in
      for number in 1...100 { group.addTask { try await sender.send("\(number)", deadline: soon) } }
      try await group.waitForAll()
    }
    await sender.close()
    #expect(transport.record.map(\.number) == Array(stride(from: 10, through: 100, by: 10)))
    var arrived: Set<String> = []
    for _ in 1...90 { arrived.insert(String(try await pull.receive(deadline: soon))) }
    #expect(arrived.count == 90)
    let isEmpty = try pull.withSocket { try $0.tryReceive() == nil }
    #expect(isEmpty)
  }
}
