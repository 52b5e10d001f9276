/// One comparison of a run, and what was measured of it so far.
struct Trial: Sendable {
  let comparison: Comparison
  let pace: Pace
  private(set) var launches: [Launch] = []
  private(set) var failures: [LaunchError] = []
  /// The time that all launches took.
  private(set) var elapsed = Duration.zero
  /// The time that the last launch took.
  private(set) var lastLaunch = Duration.zero
  private(set) var calibration: Calibration?
  private var isGivenUp = false

  init(_ comparison: Comparison, pace: Pace) {
    self.comparison = comparison
    self.pace = pace
  }

  mutating func add(_ launch: Launch, after duration: Duration) {
    launches.append(launch)
    noteTime(duration)
    calibration = calibration ?? Calibration(foundBy: launch)
  }

  /// Notes that a launch gave no result. What would fail again, or failed twice, is given up.
  mutating func add(_ failure: LaunchError, after duration: Duration) {
    failures.append(failure)
    noteTime(duration)
    isGivenUp = !failure.mayPass || failures.count > 1
  }

  private mutating func noteTime(_ duration: Duration) {
    elapsed += duration
    lastLaunch = duration
  }

  /// Makes runs shorter, where launches take more time than was planned.
  mutating func shortenRuns(by factor: Double) {
    guard let moves = calibration?.moves else { return }
    let fewer = Double(moves) * max(factor, pace.leastFactor)
    calibration?.moves = min(moves, max(16, Int(fewer.rounded(.up))))
  }

  /// Whether another launch would say more.
  func isDue(_ settings: Settings) -> Bool {
    if isGivenUp || launches.count >= settings.mostLaunches { return false }
    return launches.count < pace.launches || !isPrecise
  }

  /// Whether all intervals are narrow: to half the margin, or to a tenth of a difference that is large.
  ///
  /// This depends on the width and not on which way a difference points, so that stopping here does not make a false alarm more
  /// likely.
  private var isPrecise: Bool {
    let count = comparison.arms.count
    let analysis = Analysis(of: launches, confidence: Settings.confidence(comparisons: count - 1))
    return (1...count).allSatisfy { arm in
      guard let ratio = analysis.ratio(of: arm, to: 0) else { return false }
      return ratio.logarithmicHalfWidth <= max(Verdict.margin / 2, abs(ratio.logarithm) / 10)
    }
  }
}
