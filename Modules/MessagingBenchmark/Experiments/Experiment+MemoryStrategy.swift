extension Experiment {
  static let memoryStrategy = Experiment(
    name: "memory-strategy",
    summary: "every way to send with every way to receive: what to use on this transport"
  ) { scope in
    var plan = Plan()
    for transport in scope.transports where !transport.handsOver {
      plan.notes.append(
        "memory-strategy's \"handed over\" is not applicable to \(transport.name): "
          + "the library takes only buffers that it made itself")
    }
    for (endpoint, transports) in scope.transportsByEndpoint {
      for transport in transports {
        let unpooled: [Job] = [.sendMessage, .sendCopy]
        let sends = unpooled + [.sendPooled] + (transport.handsOver ? [.sendHandedOver] : [])
        let receives: [Job] = [.receiveMessage, .receiveReused, .receiveBuffer]
        // Pooled receiving goes with one way to send; it is not worth as many arms.
        let pairs = sends.flatMap { send in receives.map { (send, $0) } } + [(.sendMessage, .receivePooled)]
        for size in scope.sizes {
          plan.comparisons.append(
            Comparison(
              experiment: "memory-strategy", endpoint: endpoint, wiring: scope.wiring, size: size,
              arms: pairs.map { send, receive in
                Arm(
                  name: "\(send.method)+\(receive.method)", transport: transport,
                  front: Role(job: receive), back: Role(job: send))
              },
              contest: Contest(
                arms: pairs.indices.filter { pairs[$0].0 == .sendPooled },
                others: pairs.indices.filter {
                  unpooled.contains(pairs[$0].0) && pairs[$0].1 != .receivePooled
                })))
        }
      }
    }
    return plan
  }
}
