import Foundation
import Messaging
import POSIXSupport
import TestSupport
import Testing

extension Faults {
  /// Signals interrupt whoever waits, again and again. In processes of their own, since a signal's handler is everybody's.
  @Suite struct SignalTests {
    @Test(arguments: Subject.all.indices) func waitingGoesOn(_ index: Int) async {
      await #expect(processExitsWith: .success) { [index] in
        tellingFailure {
          let subject = Subject.all[index]
          try SignalTests.storm(on: subject.make(), at: subject.address)
        }
      }
    }

    private static func storm<T: ExposedTransport>(on transport: T, at address: String) throws {
      // Without `SA_RESTART`, so that calls are interrupted.
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { _ in interruptions.increment() }
      sigaction(SIGURG, &action, nil)

      var pull = try transport.socket(.pull)
      var push = try transport.socket(.push)
      try push.connect(try pull.bind(address))
      let count = TestRun.choose(thorough: 20_000, brief: 500)
      let state = Watched((target: pthread_t?.none, received: 0, isOver: false))

      let receiving = try JoinableThread(moving: pull) { pull in
        var pull = pull
        // Threads of tasks keep signals out, and so do those they start.
        var signals = sigset_t()
        sigaddset(&signals, SIGURG)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        state.change { $0.target = pthread_self() }
        // The storm may end only now, and has to before the thread does.
        defer { _ = state.wait(until: soon) { $0.target == nil } }
        defer { state.change { $0.isOver = true } }
        for number in 0..<count {
          let letter = try pull.receive(deadline: soon).withUnsafeBytes { try Letter($0) }
          try check(letter.number == number)
          state.change { $0.received += 1 }
        }
        try expectTimeout { (deadline) throws(MessagingError) in _ = try pull.receive(deadline: deadline) }
        var lonely = try transport.socket(.push)
        try expectTimeout { (deadline) throws(MessagingError) in
          try lonely.send("to nobody", deadline: deadline)
        }
      }
      let storming = try JoinableThread {
        _ = state.wait(until: soon) { $0.target != nil }
        guard let target = state.read({ $0.target }) else { return }
        while !state.read({ $0.isOver }) {
          pthread_kill(target, SIGURG)
          sched_yield()
        }
        state.change { $0.target = nil }
      }
      // One at a time, so that each is waited for.
      for number in 0..<count {
        try push.send(Letter(from: 0, number: number, size: 100), deadline: soon)
        let isReceived = state.wait(until: soon) { $0.received > number || $0.isOver }
        try check(isReceived)
      }
      try receiving.join()
      try storming.join()
      // Those that come while one is pending are not counted.
      try check(interruptions.value >= 50, "\(interruptions.value)")
    }

    private static func expectTimeout(_ call: (Deadline) throws(MessagingError) -> Void) throws {
      let patience = Duration.milliseconds(300)
      let start = ContinuousClock.now
      var failure: MessagingError?
      do throws(MessagingError) { try call(.after(patience)) } catch { failure = error }
      try check(failure?.code == .timedOut, "\(String(describing: failure))")
      try check(ContinuousClock.now - start >= patience)
    }
  }
}

private let interruptions = Counter()
