import CBenchmarkSupport

/// The lengths of the processor's ticks, found when they are first needed.
enum TickClock {
  static let nanosecondsPerTick: Double = {
    let start = reading()
    while benchmark_nanoseconds() - start.nanoseconds < 10_000_000 {}
    let end = reading()
    return Double(end.nanoseconds - start.nanoseconds) / Double(end.ticks - start.ticks)
  }()

  /// Both clocks at the same time: of several readings, the one between which least passed, since the system may give the
  /// processor to others between any two.
  private static func reading() -> (nanoseconds: UInt64, ticks: UInt64) {
    let readings = (0..<20).map { _ in
      let before = benchmark_ticks()
      let nanoseconds = benchmark_nanoseconds()
      return (nanoseconds: nanoseconds, ticks: before, passed: benchmark_ticks() &- before)
    }
    let best = readings.min { $0.passed < $1.passed }!
    return (best.nanoseconds, best.ticks + best.passed / 2)
  }

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
