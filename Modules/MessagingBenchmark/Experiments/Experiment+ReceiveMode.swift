extension Experiment {
  static let receiveMode = Experiment(
    name: "receive-mode",
    summary: "ways to wait for messages: blocking, draining, polling, sleeping; the sender is the same"
  ) { scope in
    Plan(
      comparisons: scope.comparisons("receive-mode") { transport in
        let modes =
          [("blocking", Job.receiveBuffer)]
          + [Job.receiveDraining, .receivePolling, .receiveNapping].map { ($0.method, $0) }
        return modes.map { name, job in
          Arm(name: name, transport: transport, front: Role(job: job), back: Role(job: .sendCopy))
        }
      })
  }
}
