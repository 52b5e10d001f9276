import CBenchmarkSupport

/// How long the stages of one thread took together, and how often; and how long whole messages took.
///
/// What reading the clock and recording takes, as it shows between two stages, is recorded like another stage.
final class StageClock {
  let ownRow: Int
  private let rows: Int
  private let limit = UInt64(100_000 / TickClock.nanosecondsPerTick)
  private let sums: UnsafeMutablePointer<UInt64>
  private let counts: UnsafeMutablePointer<Int>
  private var whole = Whole()

  private struct Whole {
    var ticks: UInt64 = 0
    var messages = 0
    var readings = 0
  }

  init(stages: Int) {
    ownRow = stages
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

  /// Records a duration of a stage, or of the row that is none.
  @inline(__always)
  func record(_ ticks: UInt64, in row: Int) {
    // The system gave the processor to others meanwhile.
    guard ticks < limit else { return }
    sums[row] &+= ticks
    counts[row] &+= 1
  }

  /// Records how long so many messages took, with all their stages.
  @inline(__always)
  func record(_ ticks: UInt64, messages: Int) {
    guard ticks < limit &* UInt64(messages) else { return }
    whole.ticks &+= ticks
    whole.messages &+= messages
    whole.readings &+= 1
  }

  /// What each stage and a whole message took in nanoseconds, `nil` for what was not recorded; starts again.
  func take() -> (stages: [Double?], whole: Double?) {
    let tick = TickClock.nanosecondsPerTick
    let means = (0..<rows).map { mean(of: $0).map { $0 * tick } }
    let (cost, whole) = (means[ownRow] ?? 0, whole)
    sums.update(repeating: 0, count: rows)
    counts.update(repeating: 0, count: rows)
    self.whole = Whole()
    return (
      stages: means.dropLast().map { $0.map { $0 - cost } },
      whole: whole.messages == 0
        ? nil : (Double(whole.ticks) * tick - Double(whole.readings) * cost) / Double(whole.messages)
    )
  }

  private func mean(of row: Int) -> Double? {
    guard counts[row] > 0 else { return nil }
    return Double(sums[row]) / Double(counts[row])
  }
}
