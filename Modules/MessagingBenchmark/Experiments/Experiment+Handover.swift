extension Experiment {
  static let handover = Experiment(
    name: "handover",
    summary: "messages handed over one way, the sizes against each other: what a byte costs"
  ) { scope in
    guard let smallest = scope.sizes.min(), scope.sizes.count > 1 else {
      return Plan(notes: ["handover compares sizes, and there is only one"])
    }
    return Plan(
      comparisons: scope.transportsByEndpoint.flatMap { endpoint, transports in
        transports.map { transport in
          Comparison(
            experiment: "handover", endpoint: endpoint, wiring: scope.wiring, size: smallest,
            arms: scope.sizes.sorted().map { size in
              Arm(
                name: Figures.size(size), transport: transport,
                front: Role(job: .receiveReused), back: Role(job: .sendMessage), size: size)
            })
        }
      })
  }
}
