extension Experiment {
  static let latency = Experiment(
    name: "latency",
    summary:
      "half of each round trip between pair sockets; with a rate, one way, from when it should have been sent"
  ) { scope in
    Plan(
      comparisons: scope.transportsByEndpoint.flatMap { endpoint, transports in
        scope.sizes.map { size in
          var comparison = Comparison(
            experiment: "latency", endpoint: endpoint, wiring: .roundTrip, size: size,
            arms: transports.map {
              Arm(name: $0.name, transport: $0, front: Role(job: .timedPing), back: Role(job: .echo))
            })
          if let rate = scope.rate { comparison.open(rate: rate, wiring: scope.wiring) }
          return comparison
        }
      },
      notes: scope.rate == nil && scope.wiring.link != .plain
        ? ["latency is always between pair sockets, unless there is a rate"] : [])
  }
}

extension Comparison {
  /// Makes an open loop of it: messages go one way, each at its time.
  fileprivate mutating func open(rate: Int, wiring: Wiring) {
    self.rate = rate
    self.wiring = wiring
    subject = "open loop, \(Figures.scaled(Double(rate)))/s"
    for index in arms.indices {
      arms[index].front = Role(job: .receiveOnSchedule)
      arms[index].back = Role(job: .sendOnSchedule)
    }
  }
}
