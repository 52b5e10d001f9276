extension Experiment {
  /// What `msgbench selftest` runs: the instrument on what is known.
  public static let selfTests = [sameAgainstSame, injectedDelay]

  static let sameAgainstSame = Experiment(
    name: "same-against-same", summary: "an arm against the same arm: there is no difference to find"
  ) { scope in
    let cells = scope.transportsByEndpoint.reduce(0) { $0 + $1.transports.count } * scope.sizes.count
    let repetitions = (falseAlarmTrials + cells - 1) / cells
    return Plan(
      comparisons: (1...repetitions).flatMap { repetition in
        scope.comparisons("same-against-same", subject: "\(repetition)") { transport in
          ["one", "the same"].map {
            Arm(
              name: $0, transport: transport, front: Role(job: .receiveBuffer), back: Role(job: .sendCopy))
          }
        }
      })
  }

  static let injectedDelay = Experiment(
    name: "injected-delay", summary: "a loop against the same with a delay of known length in it"
  ) { scope in
    var scope = scope
    scope.wiring = .loopback
    return Plan(
      comparisons: scope.comparisons("injected-delay") { transport in
        [nil, 0.02, 0.05, 0.10].map { share in
          Arm(
            name: share.map { "+\(Int(($0 * 100).rounded())) %" } ?? "without delay", transport: transport,
            front: Role(job: .sendAndReceive), delayShare: share)
        }
      }.map { comparison in
        var comparison = comparison
        // Small differences take more launches than none.
        comparison.weight = 10
        return comparison
      })
  }

  /// How often the same is compared with the same.
  private static let falseAlarmTrials = 100
}
