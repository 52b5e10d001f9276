import POSIXSupport
import Synchronization
import TestSupport

/// The campaigns of a transport, several at a time.
final class FuzzCampaigns: Sendable {
  private struct State {
    /// The campaign that begins next.
    var next = 0
    /// How many inputs each has tried.
    var tried: [Int]
    var findings = 0
  }

  private let campaigns: [FuzzCampaign]
  private let inputCount: Int
  private let state: Mutex<State>

  init(_ campaigns: [FuzzCampaign]) {
    self.campaigns = campaigns
    inputCount = campaigns.reduce(0) { $0 + $1.inputs.count }
    state = Mutex(State(tried: campaigns.map { _ in 0 }))
  }

  /// Runs all of them, and tells a line about each as it ends.
  ///
  /// - Returns: How many found something.
  func run(atATime count: Int) throws -> Int {
    let threads = try (0..<min(count, campaigns.count)).map { _ in
      Handle(try JoinableThread<Void> { try self.runOneAfterTheOther() })
    }
    let outcomes = threads.map { thread in Result { try thread.join() } }
    for outcome in outcomes { try outcome.get() }
    return state.withLock { $0.findings }
  }

  private func runOneAfterTheOther() throws {
    while let index = begin() {
      let outcome = try campaigns[index].run { self.note($0, of: index) }
      state.withLock {
        if outcome.isFinding { $0.findings += 1 }
        Terminal.tell(outcome.line)
      }
    }
  }

  private func begin() -> Int? {
    state.withLock { state in
      guard state.next < campaigns.count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  private func note(_ tried: Int, of index: Int) {
    state.withLock { state in
      state.tried[index] = tried
      Terminal.show("\(campaigns[0].target.transport): \(state.tried.reduce(0, +)) of \(inputCount) inputs")
    }
  }
}
