public import CBenchmarkSupport

/// A delay of a known length for each message, spread over several.
///
/// The processor does other work during a short delay, so that some of it would not be seen: short ones are collected. A long one
/// for many messages at once would be more than queues even out.
@frozen
public struct Delay: Sendable {
  @usableFromInline
  let ticks: UInt64

  /// Between how many messages it is collected.
  @usableFromInline
  let stride: UInt64

  /// For each message, with what it takes to look at the clock.
  let nanoseconds: Double

  static let none = Delay(ticks: 0, stride: mostMessages, nanoseconds: 0)

  private init(ticks: UInt64, stride: UInt64, nanoseconds: Double) {
    (self.ticks, self.stride, self.nanoseconds) = (ticks, stride, nanoseconds)
  }

  /// - Parameter nanoseconds: For each message.
  init(nanoseconds: Double) {
    guard nanoseconds > 0 else {
      self = .none
      return
    }
    stride = min(max(UInt64((Self.shortest / nanoseconds).rounded(.up)), 1), Self.mostMessages)
    let collected = nanoseconds * Double(stride)
    ticks = UInt64(max(1, (collected - TickClock.overshoot) / TickClock.nanosecondsPerTick))
    let spent = Double(ticks) * TickClock.nanosecondsPerTick + TickClock.overshoot
    self.nanoseconds = spent / Double(stride)
  }

  private static let shortest = 1_000.0
  private static let mostMessages: UInt64 = 64

  @inlinable
  var countdown: Countdown { Countdown(self) }

  /// When the next delay is due. It counts without a delay as well, so that the delay itself is all that makes a difference.
  @frozen
  @usableFromInline
  struct Countdown {
    @usableFromInline
    let delay: Delay
    @usableFromInline
    var messages: UInt64

    @inlinable
    init(_ delay: Delay) {
      self.delay = delay
      messages = delay.stride
    }

    /// Notes a message, and spends time when it is due.
    @inlinable
    @inline(__always)
    mutating func pass() {
      messages &-= 1
      if messages == 0 {
        benchmark_delay(delay.ticks)
        messages = delay.stride
      }
    }
  }
}
