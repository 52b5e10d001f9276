extension Experiment {
  static let latency = Experiment(
    name: "latency",
    summary: "round trips between two pair sockets, one at a time: half the time of each"
  ) { scope in
    Plan(
      comparisons: scope.transportsByEndpoint.flatMap { endpoint, transports in
        scope.sizes.map { size in
          Comparison(
            experiment: "latency", endpoint: endpoint, wiring: .roundTrip, size: size,
            arms: transports.map {
              Arm(name: $0.name, transport: $0, front: Role(job: .timedPing), back: Role(job: .echo))
            })
        }
      })
  }
}
