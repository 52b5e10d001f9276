extension Experiment {
  static let receiveMethod = Experiment(
    name: "receive-method",
    summary: "receiving into a buffer, a new message or a reused message; the sender is the same"
  ) { scope in
    Plan(
      comparisons: scope.comparisons("receive-method") { transport in
        [Job.receiveBuffer, .receiveMessage, .receiveReused].map {
          Arm(name: $0.method, transport: transport, front: Role(job: $0), back: Role(job: .sendCopy))
        }
      })
  }
}
