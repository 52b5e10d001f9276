/// What a process is asked to measure: one comparison of a plan.
struct LaunchRequest: Codable, Sendable {
  /// What the plan is made from.
  var configuration: Configuration
  /// The number of the comparison in the plan.
  var comparison: Int
  /// What the order of the arms depends on.
  var seed: UInt64
  var rounds: Int
  /// How long each run of an arm should take.
  var nanosecondsPerRun: Double
  /// What an earlier launch found, so that this one need not; `nil` for the first.
  var calibration: Calibration?
}

extension LaunchRequest {
  /// Measures it in this process.
  ///
  /// - Parameters:
  ///   - transports: Those that there are.
  ///   - progress: Called before each run with what comes; throws to stop.
  func measure(on transports: [BenchmarkedTransport], progress: (String) throws -> Void) throws -> Launch {
    let plan = try Plan(configuration, transports: transports)
    guard plan.comparisons.indices.contains(comparison) else {
      throw PlanError(
        "the plan has \(plan.comparisons.count) comparisons, and none with the number \(comparison)")
    }
    var stage = "connecting"
    func beforeRun() throws { try progress(stage) }
    var run = try ComparisonRun(
      plan.comparisons[comparison], nanosecondsPerRun: nanosecondsPerRun, calibration: calibration,
      beforeRun: beforeRun)
    let arms = plan.comparisons[comparison].arms.count + 1
    var order = RoundOrder(arms: arms, generator: SplitMix64(seed: seed))
    try run.measure(rounds, order: &order, beforeRun: beforeRun) { stage = "round \($0) of \(rounds)" }
    if calibration == nil {
      stage = "memory"
      try run.measureMemory(beforeRun: beforeRun)
    }
    return run.launch
  }
}
