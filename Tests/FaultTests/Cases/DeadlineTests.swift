import Messaging
import TestSupport
import Testing

extension Faults {
  /// Who waits for a peer that is not heard of does so until the deadline, and no longer.
  @Suite struct DeadlineTests {
    enum Silence: CaseIterable {
      case halfOpen
      case partition
    }

    @Test(arguments: Subject.all, Silence.allCases)
    func deadlinesHold(_ subject: Subject, _ silence: Silence) throws {
      try wait(on: subject.make(), at: subject.address, silence)
    }

    private func wait<T: ExposedTransport>(on transport: T, at address: String, _ silence: Silence) throws {
      var pull = try transport.socket(.pull)
      let proxy = try Proxy(to: try pull.bind(address))
      var push = try transport.socket(.push)
      try push.connect(proxy.endpoint)
      let letter = Letter(from: 0, number: 0, size: 60_000)
      try push.send(letter, deadline: soon)
      _ = try pull.receive(deadline: soon)

      switch silence {
      case .halfOpen: proxy.strand()
      case .partition: proxy.set(Conditions(isCut: true))
      }
      try expectTimeout { (deadline) throws(MessagingError) in _ = try pull.receive(deadline: deadline) }
      // Into a connection that nobody reads from, as much goes as the queues and the system take.
      guard silence == .partition else { return }
      try expectTimeout(after: 2_000) { (deadline) throws(MessagingError) in
        try push.send(letter, deadline: deadline)
      }
    }

    /// Makes sure that a call ends at its deadline, perhaps after some that succeed.
    private func expectTimeout(
      after successes: Int = 0, _ call: (Deadline) throws(MessagingError) -> Void
    ) throws {
      let patience = Duration.milliseconds(300)
      for _ in 0...successes {
        let start = ContinuousClock.now
        do throws(MessagingError) {
          try call(.after(patience))
        } catch {
          #expect(error.code == .timedOut)
          let taken = ContinuousClock.now - start
          #expect(taken >= patience && taken < .seconds(10), "\(taken)")
          return
        }
      }
      Issue.record("no deadline passed")
    }
  }
}
