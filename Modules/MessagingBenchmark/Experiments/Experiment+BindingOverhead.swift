extension Experiment {
  static let bindingOverhead = Experiment(
    name: "binding-overhead",
    summary: "the same calls in Swift and in C, with C at the other end: what the binding costs"
  ) { scope in
    var plan = Plan(
      notes: scope.notes(
        that: "binding-overhead", isNotApplicableTo: { !$0.hasBaseline },
        because: "no library underneath to call from C"))
    guard scope.wiring.link == .plain else {
      return Plan(notes: [
        "binding-overhead is not applicable to \(scope.wiring.name): there is nothing of it in C"
      ])
    }
    for (endpoint, transports) in scope.transportsByEndpoint {
      for transport in transports where transport.hasBaseline {
        for size in scope.sizes {
          plan.comparisons += operations.map {
            $0.comparison(of: transport, over: endpoint, oneWay: scope.wiring, size: size)
          }
        }
      }
    }
    return plan
  }

  /// Each of the binding's calls, as the job of the end whose style differs, and the end in C opposite.
  private static let operations = [
    Operation(job: .sendCopy, opposite: .receiveBuffer, place: .back),
    Operation(job: .sendMessage, opposite: .receiveBuffer, place: .back),
    Operation(job: .receiveBuffer, opposite: .sendCopy, place: .front),
    Operation(job: .receiveMessage, opposite: .sendCopy, place: .front),
    Operation(job: .receiveReused, opposite: .sendCopy, place: .front),
    Operation(job: .ping, opposite: .echo, place: .front, isRoundTrip: true),
  ]
}

private struct Operation {
  enum Place {
    case front
    case back
  }

  var job: Job
  var opposite: Job
  var place: Place
  var isRoundTrip = false

  func comparison(
    of transport: BenchmarkedTransport, over endpoint: Endpoint, oneWay: Wiring, size: Int
  ) -> Comparison {
    Comparison(
      experiment: "binding-overhead", subject: job.name, endpoint: endpoint,
      wiring: isRoundTrip ? .roundTrip : oneWay, size: size,
      arms: [
        arm("C", .c, of: transport), arm("Swift", .swift, of: transport),
      ])
  }

  private func arm(
    _ name: String, _ style: Style, of transport: BenchmarkedTransport
  ) -> Arm {
    let tested = Role(job: job, style: style)
    let opposite = Role(job: self.opposite, style: .c)
    return switch place {
    case .front: Arm(name: "\(name) \(job.name)", transport: transport, front: tested, back: opposite)
    case .back: Arm(name: "\(name) \(job.name)", transport: transport, front: opposite, back: tested)
    }
  }
}
