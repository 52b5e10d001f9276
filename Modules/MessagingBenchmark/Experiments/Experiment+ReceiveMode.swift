extension Experiment {
  static let receiveMode = Experiment(
    name: "receive-mode",
    summary:
      "ways to wait for messages: blocking, draining, polling, sleeping, suspending; the sender is the same"
  ) { scope in
    Plan(
      comparisons: scope.comparisons("receive-mode") { transport in
        let modes =
          [("blocking", Job.receiveBuffer)]
          + [Job.receiveDraining, .receivePolling, .receiveNapping].map { ($0.method, $0) }
        return modes.map { name, job in
          Arm(name: name, transport: transport, front: Role(job: job), back: Role(job: .sendCopy))
        } + (transport.hasTasks && scope.wiring.link == .plain ? [asyncReceiver(of: transport)] : [])
      })
  }
  private static func asyncReceiver(of transport: BenchmarkedTransport) -> Arm {
    Arm(
      name: "async", transport: transport, front: Role(job: .receiveBuffer, style: .task),
      back: Role(job: .sendCopy))
  }
}
