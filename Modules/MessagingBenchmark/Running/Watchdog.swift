import Dispatch
import Synchronization

/// Notices when a run makes no progress any more, such as when a library's call never returns.
final class Watchdog: Sendable {
  private struct State {
    var last = ContinuousClock.now
    var activity = ""
    var isDone = false
  }

  private let state = Mutex(State())
  private let limit: Duration
  private let onStall: @Sendable (String) -> Void

  /// Starts watching.
  ///
  /// - Parameters:
  ///   - limit: The time without progress that is too long.
  ///   - onStall: Called once, in a thread of its own, with what was going on.
  init(limit: Duration, onStall: @escaping @Sendable (String) -> Void) {
    self.limit = limit
    self.onStall = onStall
    check(after: limit)
  }

  /// Reports progress, and what comes next.
  func noteProgress(_ activity: String) {
    state.withLock {
      $0.last = .now
      $0.activity = activity
    }
  }

  /// Stops watching.
  func stop() { state.withLock { $0.isDone = true } }

  private func check(after delay: Duration) {
    let milliseconds = Int(delay / .milliseconds(1)) + 1
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { [weak self] in
      guard let self else { return }
      let (isDone, idle, activity) = state.withLock {
        ($0.isDone, ContinuousClock.now - $0.last, $0.activity)
      }
      if isDone { return }
      if idle >= limit { onStall(activity) } else { check(after: limit - idle) }
    }
  }
}
