import CBenchmarkSupport

/// How long the stages of one thread took together, and how often; and how long whole messages took.
///
/// What reading the clock and recording takes, as it shows between two stages, is recorded like another stage.
final class StageClock {
  let ownRow: Int
  private let rows: Int
  private let mostBeyond = UInt64(100_000 / TickClock.nanosecondsPerTick)
  /// The shortest duration of each row so far, and of a whole message.
  private let shortest: UnsafeMutablePointer<UInt64>
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
    shortest = .allocate(capacity: rows + 1)
    shortest.initialize(repeating: .max >> 2, count: rows + 1)
  }

  deinit {
    shortest.deallocate()
    sums.deallocate()
    counts.deallocate()
  }

  /// Records a duration of a stage, or of the row that is none.
  @inline(__always)
  func record(_ ticks: UInt64, in row: Int) {
    guard isUndisturbed(ticks, in: row) else { return }
    sums[row] &+= ticks
    counts[row] &+= 1
  }

  /// Records how long so many messages took, with all their stages.
  @inline(__always)
  func record(_ ticks: UInt64, messages: Int) {
    guard isUndisturbed(ticks / UInt64(messages), in: rows) else { return }
    whole.ticks &+= ticks
    whole.messages &+= messages
    whole.readings &+= 1
  }

  /// Whether a duration is near the shortest one; if not, the system gave the processor to others meanwhile.
  @inline(__always)
  private func isUndisturbed(_ ticks: UInt64, in row: Int) -> Bool {
    if ticks < shortest[row] { shortest[row] = ticks }
    return ticks < 2 &* shortest[row] &+ mostBeyond
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
