extension Experiment {
  /// What the claims take that no experiment of their own answers.
  static let forClaims = [pooledReceive, handingOver]

  static let pooledReceive = Experiment(
    name: "pooled-receive", summary: "receiving a new message against receiving into a pool; sent from a pool"
  ) { scope in
    Plan(
      comparisons: scope.comparisons("pooled-receive") { transport in
        [Job.receiveMessage, .receivePooled].map {
          Arm(name: $0.method, transport: transport, front: Role(job: $0), back: Role(job: .sendPooled))
        }
      })
  }

  static let handingOver = Experiment(
    name: "handing-over",
    summary: "copying a pooled buffer against handing it over, with the same sizes as others"
  ) { scope in
    var scope = scope
    scope.transports.removeAll { !$0.handsOver }
    return Plan(comparisons: copiesAgainstHandovers("handing-over", in: scope))
  }
}
