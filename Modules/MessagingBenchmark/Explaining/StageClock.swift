import CBenchmarkSupport

/// How long the stages of one thread took together, and how often.
final class StageClock {
  /// What reading the clock and recording takes, as it shows between two stages, is recorded like another stage.
  private let rows: Int
  private let limit = UInt64(100_000 / TickClock.nanosecondsPerTick)
  private let sums: UnsafeMutablePointer<UInt64>
  private let counts: UnsafeMutablePointer<Int>

  init(stages: Int) {
    rows = stages + 1
    sums = .allocate(capacity: rows)
    sums.initialize(repeating: 0, count: rows)
    counts = .allocate(capacity: rows)
    counts.initialize(repeating: 0, count: rows)
  }

  deinit {
    sums.deallocate()
    counts.deallocate()
  }

  /// Records the duration of a stage; the number after the last stage is that of the clock itself.
  @inline(__always)
  func record(_ ticks: UInt64, of stage: Int) {
    // The system gave the processor to others meanwhile.
    guard ticks < limit else { return }
    sums[stage] &+= ticks
    counts[stage] &+= 1
  }

  /// What each stage took in nanoseconds, `nil` for one that was not recorded; starts again.
  func take() -> [Double?] {
    let tick = TickClock.nanosecondsPerTick
    let means = (0..<rows).map { mean(of: $0).map { $0 * tick } }
    sums.update(repeating: 0, count: rows)
    counts.update(repeating: 0, count: rows)
    let cost = means[rows - 1] ?? 0
    return means.dropLast().map { $0.map { $0 - cost } }
  }

  private func mean(of row: Int) -> Double? {
    guard counts[row] > 0 else { return nil }
    return Double(sums[row]) / Double(counts[row])
  }
}
