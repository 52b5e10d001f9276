extension Experiment {
  static let crossover = Experiment(
    name: "crossover",
    summary:
      "from which size handing a pool's buffer over beats copying it: what PoolOptions.crossover should be"
  ) { scope in
    var plan = Plan(
      notes: scope.notes(
        that: "crossover", isNotApplicableTo: { !$0.handsOver },
        because: BenchmarkedTransport.reasonNotToHandOver))
    var scope = scope
    scope.transports.removeAll { !$0.handsOver }
    if [Scope.defaultSizes, Scope.quickSizes].contains(scope.sizes) { scope.sizes = sizes }
    plan.comparisons = copiesAgainstHandovers("crossover", in: scope)
    return plan
  }

  /// Sending each pooled buffer's bytes against sending the buffer, on transports that take it.
  static func copiesAgainstHandovers(_ experiment: String, in scope: Scope) -> [Comparison] {
    scope.comparisons(experiment) { transport in
      [Job.sendPooledCopy, .sendHandedOver].map {
        Arm(name: $0.method, transport: transport, front: Role(job: .receiveReused), back: Role(job: $0))
      }
    }
  }

  /// Unless others are asked for.
  private static let sizes = [256, 1_024, 2_048, 4_096, 8_192, 16_384, 32_768, 65_536, 262_144]
}
