import CBenchmarkSupport

/// The lengths of the processor's ticks, found when they are first needed.
enum TickClock {
  static let nanosecondsPerTick: Double = {
    let (start, ticks) = (benchmark_nanoseconds(), benchmark_ticks())
    while benchmark_nanoseconds() - start < 10_000_000 {}
    let (end, last) = (benchmark_nanoseconds(), benchmark_ticks())
    return Double(end - start) / Double(last - ticks)
  }()

  /// By how many nanoseconds a delay is longer than it should be, in the median.
  static let overshoot: Double = {
    let asked: UInt64 = 2_000
    let longer = (0..<1_000).map { _ in
      let start = benchmark_ticks()
      benchmark_delay(asked)
      return Double(benchmark_ticks() &- start) - Double(asked)
    }
    return longer.median * nanosecondsPerTick
  }()
}
