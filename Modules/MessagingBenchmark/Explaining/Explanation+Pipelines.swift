extension Explanation {
  /// Explains why one pipeline takes another time than another, by measuring both in this process.
  ///
  /// Blocks until it is done: each launch opens both pipelines afresh and takes about `rounds` times `run`, for each of some
  /// twenty runs of a round. Nothing else should compute meanwhile.
  ///
  /// - Parameters:
  ///   - subject: What is explained, for people.
  ///   - first: A pipeline.
  ///   - second: Another one, with the same stages as far as they have the same names.
  ///   - shared: The threads that do the same in both; what is measured of them is noise.
  ///   - size: The size of each message in bytes, for people.
  ///   - launches: How often the pipelines are opened, at least 3: what the intervals are made from.
  ///   - rounds: How often each run comes in a launch, at least 3.
  ///   - run: About how long a run takes.
  /// - Throws: What opening or a stage throws, and ``PlanError`` for fewer launches or rounds.
  public init(
    of subject: String, _ first: Pipeline, _ second: Pipeline, sharing shared: Set<Side> = [], size: Int = 0,
    launches: Int = 10, rounds: Int = 10, run: Duration = .milliseconds(2)
  ) throws {
    guard launches >= HierarchicalBootstrap.minimumCount, rounds >= Settings.minimumRounds else {
      throw PlanError(
        "\(launches) launches of \(rounds) rounds are too few; it takes \(HierarchicalBootstrap.minimumCount) of "
          + "\(Settings.minimumRounds)")
    }
    func arm(_ pipeline: Pipeline) -> Arm {
      Arm(
        name: pipeline.name, transport: Arm.noTransport, rig: PipelineRig(pipeline: pipeline),
        front: Role(job: .stagedReused), back: Role(job: .stagedCopy))
    }
    var comparison = Comparison(
      experiment: subject, endpoint: .memory, wiring: .stages, size: size,
      arms: ExplainedPair.arms(arm(first), arm(second)))
    comparison.explainedPair = ExplainedPair(sharedSides: shared)
    var measured: [Launch] = []
    var calibration: Calibration?
    for number in 0..<launches {
      var order = RoundOrder(
        arms: comparison.arms.count + 1, generator: SplitMix64(seed: UInt64(number)))
      var comparisonRun = try ComparisonRun(
        comparison, nanosecondsPerRun: run / .nanoseconds(1), calibration: calibration, beforeRun: {})
      try comparisonRun.measure(rounds, order: &order, beforeRun: {}) { _ in }
      calibration = calibration ?? Calibration(foundBy: comparisonRun.launch)
      measured.append(comparisonRun.launch)
    }
    self.init(comparison, measured)!
  }

  /// The explanation as aligned tables and sentences, as `msgbench explain` prints it.
  public func table(_ layout: TextLayout = .plain) -> String {
    Document(title: title, sections: [section]).text(layout)
  }
}
