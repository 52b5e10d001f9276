extension Experiment {
  /// Those whose differences can be explained, by their names; what runs for that are pipelines.
  public static let explained = [memoryStrategy, copyAblation, receiveMethod]

  /// What explains the differences of an experiment of ``explained``.
  public var explanation: Experiment? { Self.explanations.first { $0.name == "explain-\(name)" } }

  /// What it explains; `nil` for other experiments.
  var explainedName: String? { Self.explained.first { $0.explanation?.name == name }?.name }

  static let explanations = [
    explanation(
      of: memoryStrategy, sending: .stagedPooled, [(.stagedUnpooledReceive, .stagedPooledReceive)],
      pathOfPool: [.stagedNeither, .stagedRent, .stagedCopyOut, .stagedRentAndCopy]),
    explanation(of: copyAblation, sending: .stagedPooled, [(.stagedRentAndCopy, .stagedRent)]),
    explanation(
      of: receiveMethod, sending: .stagedCopy,
      [(.stagedBuffer, .stagedMessage), (.stagedBuffer, .stagedReused)]),
  ]

  /// - Parameters:
  ///   - sending: What all senders do.
  ///   - pairs: What the receivers do.
  ///   - pathOfPool: What those receivers do that show pool and path: neither, the pool, the other path, both.
  private static func explanation(
    of experiment: Experiment, sending: Job, _ pairs: [(Job, Job)], pathOfPool: [Job] = []
  ) -> Experiment {
    let name = experiment.name
    return Experiment(name: "explain-\(name)", summary: "why the arms of \(name) differ") { scope in
      var scope = scope
      scope.wiring = scope.wiring.inStages
      return Plan(
        comparisons: pairs.flatMap { first, second in
          scope.comparisons(name) { transport in
            func arm(_ job: Job) -> Arm {
              Arm(name: job.method, transport: transport, front: Role(job: job), back: Role(job: sending))
            }
            return ExplainedPair.arms(arm(first), arm(second), factorial: pathOfPool.map(arm))
          }
        }.map { comparison in
          var comparison = comparison
          comparison.explainedPair = ExplainedPair(sharedSides: [.sender])
          if !pathOfPool.isEmpty {
            let takesOver = scope.transports.first { [$0.name] == comparison.transports }?.takesOver
            comparison.explainedPair?.path = "a copy"
            // Within the process the two threads are all there are.
            comparison.explainedPair?.othersFeelPath = takesOver == false && comparison.endpoint != .inproc
          }
          return comparison
        })
    }
  }
}
