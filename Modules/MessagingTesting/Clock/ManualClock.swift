internal import Messaging

/// A clock that stands still until a test advances it.
///
///     let clock = ManualClock()
///     let transport = try FaultyInProcess(.delay(.all, by: .seconds(60)), clock: clock)
///     ...
///     try push.send("late")
///     clock.advance(by: .seconds(60))  // a minute later, at once
///
/// It tells a ``FaultyInProcess`` when what it delayed arrives, and when a connection is back. Deadlines of calls are on the
/// system's clock all the same. As it is a `Clock`, code of the application's that takes one can be given it as well; `sleep(for:)`
/// counts from when it is called, so a test that advances the clock knows that its task sleeps already.
public final class ManualClock: Clock, @unchecked Sendable {
  /// A moment, as the time since the clock was made.
  public struct Instant: InstantProtocol {
    /// The time since the clock was made.
    public let offset: Duration

    /// The moment that is `duration` later.
    public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }

    /// The time from here to `other`.
    public func duration(to other: Instant) -> Duration { other.offset - offset }

    /// Whether the one is before the other.
    public static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private let lock = Lock()
  private var offset = Duration.zero
  private var sleepers: [Int: Sleeper] = [:]
  private var lastSleeper = 0
  private var observers: [ObjectIdentifier: @Sendable () -> Void] = [:]

  private struct Sleeper {
    let end: Duration
    let continuation: CheckedContinuation<Void, any Error>
  }

  /// A clock that shows zero.
  public init() {}

  /// The moment.
  public var now: Instant { Instant(offset: lock.withLock { offset }) }

  /// Every difference counts.
  public var minimumResolution: Duration { .zero }

  /// Moves the clock on. Whatever becomes due is so when the call returns: messages can be received, connections are there, and
  /// who waits was woken. From any thread.
  ///
  /// - Parameter duration: How far; not negative.
  /// - Precondition: `duration` is not negative.
  public func advance(by duration: Duration) {
    precondition(duration >= .zero, "time does not go back")
    let observers = lock.withLock {
      offset += duration
      return self.observers.values
    }
    for observer in observers { observer() }
    for sleeper in takeDueSleepers() { sleeper.continuation.resume() }
  }

  private func takeDueSleepers() -> [Sleeper] {
    lock.withLock {
      let due = sleepers.filter { $0.value.end <= offset }
      for key in due.keys { sleepers[key] = nil }
      return due.values.sorted { $0.end < $1.end }
    }
  }

  /// Suspends the task until the clock was advanced to `deadline`.
  ///
  /// - Throws: `CancellationError` when the task was cancelled before.
  public func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
    let key = lock.withLock {
      lastSleeper += 1
      return lastSleeper
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        // Cancelled here means that the handler may have come before there was anything to resume.
        let result: Result<Void, any Error>? = lock.withLock {
          if Task.isCancelled { return .failure(CancellationError()) }
          if deadline.offset <= offset { return .success(()) }
          sleepers[key] = Sleeper(end: deadline.offset, continuation: continuation)
          return nil
        }
        if let result { continuation.resume(with: result) }
      }
    } onCancel: {
      lock.withLock { sleepers.removeValue(forKey: key) }?.continuation.resume(throwing: CancellationError())
    }
  }

  /// Has `body` called after each advance, as long as `observer` is not removed.
  func add(_ observer: AnyObject, _ body: @escaping @Sendable () -> Void) {
    lock.withLock { observers[ObjectIdentifier(observer)] = body }
  }

  func remove(_ observer: AnyObject) {
    lock.withLock { observers[ObjectIdentifier(observer)] = nil }
  }
}
