import CBenchmarkSupport

/// How long the stages of one thread took together, and how often.
///
/// What a whole message took, and what reading the clock and recording takes as it shows between two stages, are recorded like
/// two more stages.
final class StageClock {
  let wholeRow: Int
  let ownRow: Int
  private let rows: Int
  private let limit = UInt64(100_000 / TickClock.nanosecondsPerTick)
  private let sums: UnsafeMutablePointer<UInt64>
  private let counts: UnsafeMutablePointer<Int>

  init(stages: Int) {
    wholeRow = stages
    ownRow = stages + 1
    rows = stages + 2
    sums = .allocate(capacity: rows)
    sums.initialize(repeating: 0, count: rows)
    counts = .allocate(capacity: rows)
    counts.initialize(repeating: 0, count: rows)
  }

  deinit {
    sums.deallocate()
    counts.deallocate()
  }

  /// Records a duration of a stage, or of one of the two rows that are none.
  @inline(__always)
  func record(_ ticks: UInt64, in row: Int) {
    // The system gave the processor to others meanwhile.
    guard ticks < limit else { return }
    sums[row] &+= ticks
    counts[row] &+= 1
  }

  /// What each stage took in nanoseconds and then the whole, `nil` for what was not recorded; starts again.
  func take() -> [Double?] {
    let tick = TickClock.nanosecondsPerTick
    let means = (0..<rows).map { mean(of: $0).map { $0 * tick } }
    sums.update(repeating: 0, count: rows)
    counts.update(repeating: 0, count: rows)
    let cost = means[ownRow] ?? 0
    return means.dropLast().map { $0.map { $0 - cost } }
  }

  private func mean(of row: Int) -> Double? {
    guard counts[row] > 0 else { return nil }
    return Double(sums[row]) / Double(counts[row])
  }
}
