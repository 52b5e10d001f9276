extension Experiment {
  static let receiveMode = Experiment(
    name: "receive-mode",
    summary:
      "ways to wait for messages: blocking, draining, polling, sleeping, suspending; the sender is the same"
  ) { scope in
    Plan(
      comparisons: scope.comparisons("receive-mode") { transport in
        var modes = [("blocking", Role(job: .receiveBuffer))]
        modes += [.receiveDraining, .receivePolling, .receiveNapping].map { ($0.method, Role(job: $0)) }
        if transport.hasTasks, scope.wiring.link == .plain {
          modes.append(("async", Role(job: .receiveBuffer, style: .task)))
        }
        return modes.map { name, receiver in
          Arm(name: name, transport: transport, front: receiver, back: Role(job: .sendCopy))
        }
      })
  }
}
