extension Explanation {
  /// What the launches of a comparison of pipelines say.
  ///
  /// Each figure is made from medians over launches. Its interval comes from drawing launches again and again, each time with
  /// replacement, and making the figure from those.
  ///
  /// - Returns: `nil` when it is not one of pipelines, or when there are too few launches for intervals.
  init?(_ comparison: Comparison, _ launches: [Launch]) {
    guard let pair = comparison.explainedPair, launches.count >= HierarchicalBootstrap.minimumCount else {
      return nil
    }
    let figures = launches.map { PipelineFigures($0, hasFactorial: pair.path != nil) }
    let alone = ExplainedPair.arm(0, .stagesAlone)
    let stages = (launches[0].rounds[0][alone].threads ?? []).flatMap { thread in
      thread.stages.map { StageKey(side: thread.side, name: $0.name) }
    }
    let estimate = PipelineEstimate(figures, stages, pair: pair)
    let intervals = HierarchicalBootstrap.intervals(of: figures, estimate: estimate.values) {
      PipelineEstimate($0, stages, pair: pair).values
    }
    experiment = comparison.experiment
    transport = comparison.transports.joined(separator: ",")
    endpoint = comparison.endpoint.scheme
    pattern = comparison.endpoint == .memory ? nil : comparison.wiring.name
    size = comparison.size
    self.launches = launches.count
    (armA, armB) = (comparison.arms[0].name, comparison.arms[1].name)
    pipelineNanoseconds = intervals[.time]!
    // No time is less, however noisy.
    pipelineNanoseconds.low = max(0, pipelineNanoseconds.low)
    gapNanoseconds = intervals[.gap]!
    controlNanoseconds = intervals[.control]!
    self.stages = stages.map { stage in
      Stage(
        name: stage.name, side: stage.side, aloneA: estimate.alone[0][stage] ?? 0,
        aloneB: estimate.alone[1][stage] ?? 0, runningA: estimate.running[0][stage],
        runningB: estimate.running[1][stage], sensitivity: intervals[.sensitivity(stage.side)]!,
        contribution: intervals[.contribution(stage)]!)
    }
    let names = [armA, armB]
    sensitivities = Side.allCases.flatMap { side in
      [0, 1].map { pipeline in
        Sensitivity(
          arm: names[pipeline], side: side,
          work: estimate.work[side]![pipeline],
          responses: (0..<3).map { intervals[.response(pipeline: pipeline, side, $0)]! },
          slope: intervals[.slope(pipeline: pipeline, side)]!)
      }
    }
    terms = [
      Term(name: Self.together, contribution: intervals[.together]!),
      Term(name: Self.wakeUps, contribution: intervals[.wakeUps]!),
    ]
    if let path = pair.path, let contribution = intervals[.pathBeyondTime] {
      terms.append(Term(name: "\(path), beyond its time", contribution: contribution))
    }
    factorial = pair.path.map { path in
      Factorial(
        path: path, pool: intervals[.pool]!, otherPath: intervals[.otherPath]!,
        interaction: intervals[.interaction]!)
    }
    isolatedNanoseconds = intervals[.isolated]!
    unpredictedNanoseconds = intervals[.unpredicted]!
    sumNanoseconds = intervals[.sum]!
    residual = intervals[.residual]!
    (isExplained, ruledOut, sentence) = (false, [], "")
    isExplained =
      (residual.low...residual.high).contains(0)
      || abs(residual.estimate) <= Self.margin * slowerNanoseconds
    if !isExplained { ruledOut = termsRuledOut }
    sentence = makeSentence()
  }

  static let together = "together, while running"
  static let wakeUps = "wake-ups beyond these"

  /// The candidates that are too small to be what is missing, even at the end of their intervals.
  private var termsRuledOut: [String] {
    let missing = abs(residual.estimate)
    let candidates =
      stages.map { ("\($0.name) of the \($0.side.rawValue)", $0.contribution) }
      + terms.map { ($0.name, $0.contribution) } + [
        ("what the instrument shows of the same", controlNanoseconds)
      ]
    return candidates.filter { max(abs($1.low), abs($1.high)) < missing }.map(\.0)
  }
}
