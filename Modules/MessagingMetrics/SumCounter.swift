#if Metrics
  internal import Metrics

  /// A counter of something whose sum is known.
  struct SumCounter: Sendable {
    private let counter: Counter
    private var reported = 0

    init(_ counter: Counter) { self.counter = counter }

    /// Adds what came since the last report.
    mutating func report(_ sum: Int) {
      guard sum != reported else { return }
      counter.increment(by: sum - reported)
      reported = sum
    }
  }
#endif
