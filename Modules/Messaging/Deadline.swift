/// The moment at which a waiting call gives up, on the monotonic clock.
///
///     let message = try socket.receive(deadline: .after(.seconds(1)))
///
/// A deadline is a moment rather than a duration so that one limit can cover several calls.
@frozen
public struct Deadline: Sendable, Hashable {
  /// The moment, `nil` for no limit.
  public let instant: ContinuousClock.Instant?

  @inlinable
  init(instant: ContinuousClock.Instant?) { self.instant = instant }

  /// No limit.
  @inlinable
  public static var never: Deadline { Deadline(instant: nil) }

  /// A limit this long from now. A duration that is not positive has passed already.
  public static func after(_ duration: Duration) -> Deadline {
    Deadline(instant: ContinuousClock.now + duration)
  }

  /// A limit at this moment.
  public static func at(_ instant: ContinuousClock.Instant) -> Deadline {
    Deadline(instant: instant)
  }

  /// Whether there is no limit.
  @inlinable
  public var isNever: Bool { instant == nil }

  /// The time left, never negative; `nil` for no limit.
  public var remaining: Duration? {
    guard let instant else { return nil }
    return max(.zero, instant - ContinuousClock.now)
  }

  /// The time left for `poll(2)` and its kin: whole milliseconds, rounded up so that a wait never ends
  /// early, at most `Int32.max`, and -1 for no limit.
  public var remainingMilliseconds: Int32 {
    remaining?.wholeMilliseconds ?? -1
  }
}

extension Duration {
  /// The duration in whole milliseconds, rounded up, as far as an `Int32` goes.
  package var wholeMilliseconds: Int32 {
    let (seconds, attoseconds) = components
    let millisecond: Int64 = 1_000_000_000_000_000
    guard seconds < Int64(Int32.max) / 1_000 else { return .max }
    return Int32(seconds * 1_000 + (attoseconds + millisecond - 1) / millisecond)
  }
}
