extension Experiment {
  static let allocation = Experiment(
    name: "allocation",
    summary:
      "having a message, without sending it: a new one against a rented one, in one thread and across two"
  ) { scope in
    var plan = Plan(
      notes: scope.notes(
        that: "allocation's \"rent + callback\"", isNotApplicableTo: { !$0.handsOver },
        because: "the library gives no buffer back"))
    for transport in scope.transports {
      for size in scope.sizes {
        let callback: [Job] = transport.handsOver ? [.rentAndHandOver] : []
        plan.comparisons += [
          comparison(transport, size, .oneThread, [.make, .rent] + callback) { ($0, nil) },
          comparison(transport, size, .twoThreads, [.passMade, .passRented]) { (.dropPassed, $0) },
        ]
      }
    }
    return plan
  }

  private static func comparison(
    _ transport: BenchmarkedTransport, _ size: Int, _ wiring: Wiring, _ jobs: [Job],
    ends: (Job) -> (front: Job, back: Job?)
  ) -> Comparison {
    Comparison(
      experiment: "allocation", endpoint: .memory, wiring: wiring, size: size,
      arms: jobs.map { job in
        let ends = ends(job)
        return Arm(
          name: job.method, transport: transport, front: Role(job: ends.front),
          back: ends.back.map { Role(job: $0) })
      })
  }
}
