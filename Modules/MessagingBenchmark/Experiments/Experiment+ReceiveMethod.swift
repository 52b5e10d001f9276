extension Experiment {
  static let receiveMethod = Experiment(
    name: "receive-method",
    summary: "receiving into a buffer, a new message or a reused message; the sender is the same"
  ) { scope in
    Plan(
      comparisons: scope.transportsByEndpoint.flatMap { endpoint, transports in
        transports.flatMap { transport in
          scope.sizes.map { size in
            Comparison(
              experiment: "receive-method", endpoint: endpoint, wiring: scope.wiring, size: size,
              arms: [Job.receiveBuffer, .receiveMessage, .receiveReused].map {
                Arm(
                  name: $0.method, transport: transport, front: Role(job: $0),
                  back: Role(job: .sendCopy))
              })
          }
        }
      })
  }
}
