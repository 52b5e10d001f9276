internal import Messaging

/// Where a task waits, for one thing after the other.
///
/// Everything in it is guarded by the lock of the reactor that the wait is for.
@usableFromInline
final class Waiter: @unchecked Sendable {
  /// How a wait ended.
  @usableFromInline
  enum Outcome: Sendable {
    /// What was waited for is likely to be there.
    case ready
    /// The deadline passed.
    case timedOut
    /// The task was cancelled.
    case cancelled
  }

  /// A wait goes from one state to the next. Whoever brings it to `finished` decides its outcome.
  enum State {
    case idle
    /// Can be finished already, although the task does not sleep yet.
    case begun
    case suspended(UnsafeContinuation<Outcome, Never>)
    case finished(Outcome)
  }

  @exclusivity(unchecked) var state = State.idle
  /// What is waited for.
  @exclusivity(unchecked) var descriptors: [Int32] = []
  /// When the wait ends at the latest; `nil` for never.
  @exclusivity(unchecked) var deadline: ContinuousClock.Instant?
  /// The position in the reactor's ``DeadlineHeap``, as long as there is a deadline to come.
  @exclusivity(unchecked) var heapIndex: Int?

  @usableFromInline
  init() {}
}
