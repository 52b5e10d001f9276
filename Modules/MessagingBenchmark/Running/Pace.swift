/// How the time of one comparison is divided into launches and runs.
struct Pace {
  /// How many launches fit.
  let launches: Int
  let rounds: Int
  /// How long each run of an arm should take.
  let nanosecondsPerRun: Double
  /// The least part of that with which runs still show what they should.
  let leastFactor: Double

  /// - Parameters:
  ///   - share: The comparison's part of the budget.
  ///   - arms: The number of arms, with the control.
  ///   - leastRun: How long a run has to take in any case, in nanoseconds.
  init(_ settings: Settings, share: Duration, arms: Int, leastRun: Double = 0) {
    // Few rounds where each run is long.
    rounds =
      leastRun <= Self.longestRun
      ? settings.roundsPerLaunch : settings.rounds ?? Settings.minimumRounds
    // One more round warms up.
    let runs = Double((rounds + 1) * arms)
    let overhead = Self.start + Self.connecting * Double(arms)
    let time = share / .nanoseconds(1)
    // Rather fewer launches than runs that are too short.
    let shortestRun = max(leastRun, settings.isQuick ? Self.shortestQuickRun : Self.shortestRun)
    let affordable = time / (overhead + runs * shortestRun)
    launches =
      settings.launches
      ?? max(settings.minimumLaunches, Int(min(affordable, Double(settings.usualLaunches))))
    let run = (time / Double(launches) - overhead) / runs
    nanosecondsPerRun = min(max(run, shortestRun), max(10 * leastRun, Self.longestRun))
    leastFactor = leastRun / nanosecondsPerRun
  }

  /// Below, starting and stopping would be a large part of what is measured.
  private static let shortestRun = 1.5e6
  private static let shortestQuickRun = 0.5e6
  /// Above, more launches say more than longer runs.
  private static let longestRun = 20e6
  /// What a process takes to start, and an arm to connect and to close.
  private static let start = 20e6
  private static let connecting = 2e6
}
