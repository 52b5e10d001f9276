extension Experiment {
  static let latency = Experiment(
    name: "latency",
    summary:
      "half of each round trip between pair sockets, of one transport alone also between tasks; with a rate, one way, from when it should have been sent"
  ) { scope in
    Plan(
      comparisons: scope.transportsByEndpoint.flatMap { endpoint, transports in
        scope.sizes.map { size in
          var comparison = Comparison(
            experiment: "latency", endpoint: endpoint, wiring: .roundTrip, size: size,
            arms: transports.flatMap { transport in
              styles(in: scope, of: transport).map { suffix, style in
                Arm(
                  name: transport.name + suffix, transport: transport,
                  front: Role(job: .timedPing, style: style), back: Role(job: .echo, style: style))
              }
            })
          if let rate = scope.rate { comparison.open(rate: rate, wiring: scope.wiring) }
          return comparison
        }
      },
      notes: scope.rate == nil && scope.wiring.link != .plain
        ? ["latency is always between pair sockets, unless there is a rate"] : [])
  }

  /// How both ends are written. What tasks take beside threads is of interest where transports are not compared.
  private static func styles(in scope: Scope, of transport: BenchmarkedTransport) -> [(suffix: String, Style)]
  {
    let tasks: [(String, Style)] = [(" async", .task), (" async, on reactor", .taskOnReactor)]
    let isAlone = scope.transports.count == 1 && scope.rate == nil
    return [("", .swift)] + (isAlone && transport.hasTasks ? tasks : [])
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
