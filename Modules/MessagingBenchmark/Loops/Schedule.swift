public import CBenchmarkSupport
public import Synchronization

/// When the messages of an open loop are to be sent: each at its time, whatever became of those before it.
///
/// Both ends of an arm share it. The sender never skips a message: when it is late, it sends at once, and the message's time
/// stays what it was. The receiver counts from that time, so that whatever holds the sender up counts for all messages that
/// should have been sent meanwhile.
public final class Schedule: Sendable {
  /// Between two messages, in nanoseconds.
  @usableFromInline
  let interval: Double

  /// When the first message is due; 0 as long as that is not known.
  @usableFromInline
  let beginning = Atomic<UInt64>(0)

  /// When the last message was really sent.
  private let end = Atomic<UInt64>(0)

  /// - Parameter rate: Messages per second.
  init(rate: Int) { interval = 1e9 / Double(rate) }

  /// Takes the beginning back, for another run.
  func reset() { beginning.store(0, ordering: .relaxed) }

  /// Sets the beginning, a little later than now, so that the sender is there.
  func begin() { beginning.store(benchmark_nanoseconds() + Self.lead, ordering: .releasing) }

  /// The times of the messages, from the first on.
  @inlinable
  var times: Times { Times(beginning: beginning.load(ordering: .acquiring), interval: interval) }

  /// Waits until the beginning is known.
  @usableFromInline
  func waitForTimes() -> Times {
    while beginning.load(ordering: .relaxed) == 0 { benchmark_sleep(Self.lead / 10) }
    return times
  }

  /// Notes that the last message was sent.
  @usableFromInline
  func noteEnd() { end.store(benchmark_nanoseconds(), ordering: .relaxed) }

  /// How long sending took, with the interval after the last message; only after ``noteEnd()``.
  var elapsedNanoseconds: Double {
    Double(end.load(ordering: .relaxed) - beginning.load(ordering: .relaxed)) + interval
  }

  /// The times at which messages are to be sent.
  @usableFromInline
  struct Times {
    @usableFromInline
    let beginning: UInt64
    @usableFromInline
    let interval: Double
    @usableFromInline
    var count = 0.0

    @inlinable
    init(beginning: UInt64, interval: Double) {
      self.beginning = beginning
      self.interval = interval
    }

    /// The next one. From the beginning each time, so that nothing adds up.
    @inlinable
    mutating func next() -> UInt64 {
      let time = beginning &+ UInt64(count * interval)
      count += 1
      return time
    }
  }

  /// Waits until a moment: asleep while it is far, looking at the clock when it is near, since nobody is woken on time.
  @inlinable
  static func wait(until moment: UInt64) {
    while true {
      let now = benchmark_nanoseconds()
      if now >= moment { return }
      if moment - now > nearness { benchmark_sleep(moment - now - nearness) }
    }
  }

  /// More than a sleep is usually too long.
  @usableFromInline
  static var nearness: UInt64 { 100_000 }

  private static let lead: UInt64 = 1_000_000
}
