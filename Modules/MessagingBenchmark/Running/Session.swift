import Synchronization

/// A run of experiments, from its plan to its report.
///
/// ``run(experiments:scope:settings:)`` is called once. ``cancel()`` and ``report`` may be called from any thread.
public final class Session: Sendable {
  private struct State {
    var report: Report
    var isCancelled = false
  }

  private let state: Mutex<State>
  private let comparisons: [Comparison]
  private let settings: Settings
  private let patience: Duration

  /// Plans the experiments.
  ///
  /// - Parameters:
  ///   - experiments: What to run, in this order.
  ///   - scope: What to run it on.
  ///   - settings: How long and how often.
  ///   - patience: How long a single run may make no progress before the library counts as hanging.
  /// - Throws: ``PlanError`` when nothing can be measured so.
  public init(
    experiments: [Experiment], scope: Scope, settings: Settings, patience: Duration = .seconds(30)
  ) throws(PlanError) {
    try scope.validate()
    let plans = experiments.map { $0.plan(scope) }
    comparisons = plans.flatMap(\.comparisons)
    self.settings = settings
    self.patience = patience
    for comparison in comparisons {
      let least = Settings.minimumRounds(comparisons: comparison.arms.count - 1)
      if let rounds = settings.rounds, rounds < least {
        throw PlanError("\(rounds) rounds are too few for an interval at 95 %; \(least) or more give one")
      }
    }
    let configuration = Configuration(experiments: experiments, scope: scope, settings: settings)
    state = Mutex(
      State(
        report: Report(
          environment: Environment(transports: scope.transports), configuration: configuration,
          notes: scope.notes + plans.flatMap(\.notes))))
  }

  /// What is finished so far.
  public var report: Report { state.withLock { $0.report } }

  /// Makes the run end soon. What is not finished is left out of the report.
  public func cancel() { state.withLock { $0.isCancelled = true } }

  /// Whether ``cancel()`` was called.
  public var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// Measures everything. Returns early when cancelled.
  ///
  /// - Parameters:
  ///   - progress: Called with a line about what is going on.
  ///   - onStall: Called in another thread with a line about what hangs, after which this call may never return.
  /// - Throws: ``RunError``, which names where; what was finished before is in the report.
  public func run(
    progress: (String) -> Void, onStall: @escaping @Sendable (String) -> Void
  ) throws {
    let patience = patience
    let watchdog = Watchdog(limit: patience) { activity in
      onStall("no message went through for \(patience.components.seconds) s in \(activity)")
    }
    defer { watchdog.stop() }
    let end = ContinuousClock.now + settings.totalBudget
    let generator = SplitMix64(seed: settings.seed)
    for (index, comparison) in comparisons.enumerated() {
      let left = max(.zero, end - .now) / (comparisons.count - index)
      let title = "\(index + 1)/\(comparisons.count) \(comparison.title)"
      do {
        let result = try measure(comparison, share: left, generator: generator) {
          watchdog.noteProgress(comparison.title)
          progress("\(title) \($0)")
        }
        state.withLock { $0.report.results.append(result) }
      } catch is Cancelled {
        return
      } catch {
        throw RunError(place: comparison.title, cause: error)
      }
    }
  }

  private func measure(
    _ comparison: Comparison, share: Duration, generator: SplitMix64, progress: (String) -> Void
  ) throws -> Report.Result {
    let arms = comparison.arms.count + 1
    var stage = "connecting"
    func beforeRun() throws {
      if isCancelled { throw Cancelled() }
      progress(stage)
    }
    var run = try ComparisonRun(
      comparison, pace: Pace(settings, share: share, arms: arms), beforeRun: beforeRun)
    var order = RoundOrder(arms: arms, generator: generator)
    try run.measure(&order, beforeRun: beforeRun) { done, all in stage = "round \(done) of \(all)" }
    let allocations = try run.allocationsPerMessage(beforeRun: beforeRun)
    let retained = try run.retainedBytesPerMessage(beforeRun: beforeRun)
    guard
      let result = Report.Result(
        comparison, launches: [run.launch], messagesPerRound: run.messagesPerRun,
        allocations: allocations, retained: retained)
    else { preconditionFailure("a run has the rounds that its intervals need") }
    return result
  }

  private struct Cancelled: Error {}
}

/// Nothing can be measured as it was asked for.
public struct PlanError: Error, CustomStringConvertible {
  /// What is wrong and what would be right, in a line.
  public let description: String

  init(_ description: String) { self.description = description }
}

/// A measurement failed.
public struct RunError: Error, CustomStringConvertible {
  /// What was being measured.
  public let place: String

  /// What went wrong, such as a ``DeliveryError``.
  public let cause: any Error

  /// One line.
  public var description: String { "\(place): \(cause)" }
}
