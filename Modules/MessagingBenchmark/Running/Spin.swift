import CBenchmarkSupport

/// A delay of a known length: turns of an empty loop.
enum Spin {
  /// What a turn takes in nanoseconds, on this processor at this time.
  static func nanosecondsPerTurn() -> Double {
    let turns: UInt64 = 200_000
    // The fastest, since whatever disturbs makes it slower.
    return (1...7).map { _ in
      let start = benchmark_nanoseconds()
      benchmark_spin(turns)
      return Double(benchmark_nanoseconds() - start) / Double(turns)
    }.min()!
  }
}
