import Synchronization

/// A run of experiments, from its plan to its report.
///
/// ``run(progress:)`` is called once. ``cancel()`` and ``report`` may be called from any thread.
public final class Session: Sendable {
  private struct State {
    var report: Report
    var isCancelled = false
  }

  private let state: Mutex<State>
  private let configuration: Configuration
  private let comparisons: [Comparison]
  private let settings: Settings
  private let launcher: Launcher
  private let claims: [Claim]
  private let transports: [BenchmarkedTransport]

  /// Plans the experiments.
  ///
  /// - Parameters:
  ///   - experiments: What to run.
  ///   - claims: What to judge by it.
  ///   - scope: What to run it on.
  ///   - settings: How long and how often.
  ///   - launcher: Where to measure. It has to know the scope's transports.
  /// - Throws: ``PlanError`` when nothing can be measured so.
  public init(
    experiments: [Experiment], judging claims: [Claim] = [], scope: Scope, settings: Settings,
    launcher: Launcher
  ) throws(PlanError) {
    let plan = try Plan(experiments, scope)
    try settings.validate()
    try settings.validate(plan)
    comparisons = plan.comparisons
    configuration = Configuration(experiments: experiments, scope: scope, settings: settings)
    self.settings = settings
    self.launcher = launcher
    self.claims = claims
    transports = scope.transports
    state = Mutex(
      State(
        report: Report(
          environment: Environment(transports: scope.transports), configuration: configuration,
          notes: plan.notes)))
  }

  /// Whether any of what is to be measured is in an earlier report.
  public func canBeCompared(with report: Report) -> Bool {
    !Set(comparisons.map { Place($0) }).isDisjoint(with: report.results.map { Place($0) })
  }

  /// What was found: everything after ``run(progress:)``, and nothing before.
  public var report: Report { state.withLock { $0.report } }

  /// Makes the run end soon, without the launch that is under way.
  public func cancel() { state.withLock { $0.isCancelled = true } }

  /// Whether ``cancel()`` was called.
  public var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// Measures everything. Returns early when cancelled.
  ///
  /// The comparisons take turns, a launch each, in random order: what drifts on the machine then meets all of
  /// them. A launch that fails is in the report, and the others go on.
  ///
  /// - Parameter progress: Called with a line about what is going on.
  public func run(progress: (String) -> Void) {
    let start = ProcessorTimes.now
    let end = ContinuousClock.now + settings.totalBudget
    let weights = comparisons.reduce(0) { $0 + $1.weight }
    var trials = comparisons.map {
      Trial(
        $0,
        pace: Pace(
          settings, share: settings.totalBudget * ($0.weight / weights), arms: $0.arms.count + 1,
          leastRun: $0.leastRun(isQuick: settings.isQuick)))
    }
    var generator = SplitMix64(seed: settings.seed)
    var pass = 0
    while true {
      let due = trials.indices.filter { trials[$0].isDue(settings) }
      let expected = due.reduce(Duration.zero) { $0 + trials[$1].lastLaunch }
      if pass == 2 { fit(&trials, due, expected: expected, into: end - .now) }
      let isTimeOver = pass >= settings.minimumLaunches && .now + expected > end
      if due.isEmpty || settings.launches == nil && isTimeOver { break }
      for place in generator.permutation(due.count) where !isCancelled {
        launch(&trials[due[place]], number: due[place], until: end, progress: progress)
      }
      if isCancelled { break }
      pass += 1
    }
    let results = trials.filter { $0.comparison.explainedPair == nil }.compactMap { Report.Result($0) }
    let explanations = trials.compactMap { Explanation($0.comparison, $0.launches) }
    state.withLock { state in
      state.report.results = results
      state.report.explanations = explanations
      state.report.selftest = Report.SelfTest(results)
      state.report.judge(claims, on: transports)
      state.report.failures = trials.flatMap { trial in
        trial.failures.map { Report.Failure(place: trial.comparison.title, reason: $0.description) }
      }
      let missing = trials.count { $0.failures.isEmpty } - results.count - explanations.count
      if missing > 0 {
        state.report.notes.append("the run ended before \(missing) comparisons had enough launches")
      }
      state.report.noteConditions(
        since: start, threads: comparisons.flatMap(\.arms).map(\.threads).max() ?? 0)
    }
  }

  private func launch(
    _ trial: inout Trial, number: Int, until end: ContinuousClock.Instant, progress: (String) -> Void
  ) {
    let launch = trial.launches.count + trial.failures.count
    // Not from the run's generator, so that a launch's order does not depend on which others there were.
    var generator = SplitMix64(seed: settings.seed &+ UInt64(number) << 32 &+ UInt64(launch))
    let request = LaunchRequest(
      configuration: configuration, comparison: number, seed: generator.next(), rounds: trial.pace.rounds,
      nanosecondsPerRun: trial.pace.nanosecondsPerRun, calibration: trial.calibration)
    let title = trial.comparison.title
    let start = ContinuousClock.now
    do {
      let result = try launcher.launch(
        request,
        {
          let left = Figures.duration(max(.zero, end - .now) / .seconds(1))
          progress("launch \(launch + 1): \(title), \($0); \(left) left")
        },
        { isCancelled })
      trial.add(result, after: .now - start)
    } catch LaunchError.cancelled {
      return
    } catch {
      trial.add(error as? LaunchError ?? .failed(reason: "\(error)"), after: .now - start)
    }
  }

  /// Makes the runs of what is left so short that as many launches as were planned fit into the time that is left.
  private func fit(_ trials: inout [Trial], _ due: [Int], expected: Duration, into left: Duration) {
    let planned = due.map { trials[$0].pace.launches }.max() ?? 0
    let factor = left / (expected * max(1, planned - 2))
    if factor < 1 { for index in due { trials[index].shortenRuns(by: max(0.25, factor)) } }
  }
}
