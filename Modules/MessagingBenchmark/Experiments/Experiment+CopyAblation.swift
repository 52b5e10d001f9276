extension Experiment {
  static let copyAblation = Experiment(
    name: "copy-ablation",
    summary: "receiving and renting, with and without the copy into the rented message"
  ) { scope in
    Plan(
      comparisons: scope.comparisons("copy-ablation") { transport in
        [Job.receiveAndCopy, .receiveAndRent].map {
          Arm(name: $0.method, transport: transport, front: Role(job: $0), back: Role(job: .sendPooled))
        }
      })
  }
}
