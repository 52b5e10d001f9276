extension Experiment {
  static let throughput = Experiment(
    name: "throughput",
    summary: "one way, one sender and one receiver thread: how many messages per second"
  ) { scope in
    Plan(
      comparisons: scope.transportsByEndpoint.flatMap { endpoint, transports in
        scope.sizes.map { size in
          Comparison(
            experiment: "throughput", endpoint: endpoint, wiring: scope.wiring, size: size,
            arms: transports.flatMap { transport in
              methods.map { send, receive in
                let method = "\(send.method)+\(receive.method)"
                return Arm(
                  name: transports.count > 1 ? "\(transport.name) \(method)" : method,
                  transport: transport, front: Role(job: receive), back: Role(job: send))
              }
            },
            contests: transports.indices.dropFirst().map { index in
              Contest(
                subject: transports[index].name,
                arms: Array(index * methods.count..<(index + 1) * methods.count),
                others: Array(0..<methods.count))
            })
        }
      })
  }

  /// Copying at both ends, and handing messages over with and without a new one for each.
  private static let methods: [(Job, Job)] = [
    (.sendCopy, .receiveBuffer), (.sendMessage, .receiveMessage), (.sendMessage, .receiveReused),
  ]
}
