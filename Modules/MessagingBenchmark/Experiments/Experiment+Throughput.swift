extension Experiment {
  static let throughput = Experiment(
    name: "throughput",
    summary:
      "one way, one sender and one receiver thread: how many messages per second; of one transport alone, also between tasks, in two parts and encrypted"
  ) { scope in
    let isAlone = scope.transports.count == 1 && scope.wiring.link == .plain
    return Plan(
      comparisons: scope.transportsByEndpoint.flatMap { endpoint, transports in
        scope.sizes.map { size in
          Comparison(
            experiment: "throughput", endpoint: endpoint, wiring: scope.wiring, size: size,
            arms: transports.flatMap { transport in
              methods.map { send, receive in
                arm(transport, send, receive, prefix: transports.count > 1 ? transport.name : nil)
              }
                + (isAlone
                  ? asyncArms(of: transport) + linkedArms(of: transport, over: endpoint, size: size) : [])
            },
            contests: transports.indices.dropFirst().map { index in
              Contest(
                subject: transports[index].name,
                arms: Array(index * methods.count..<(index + 1) * methods.count),
                others: Array(0..<methods.count))
            })
        }
      },
      notes: isAlone ? notes(in: scope) : [])
  }

  /// Copying at both ends, and handing messages over with and without a new one for each.
  private static let methods: [(Job, Job)] = [
    (.sendCopy, .receiveBuffer), (.sendMessage, .receiveMessage), (.sendMessage, .receiveReused),
  ]

  private static func arm(
    _ transport: BenchmarkedTransport, _ send: Job, _ receive: Job, prefix: String? = nil,
    style: Style = .swift
  ) -> Arm {
    Arm(
      name: [prefix, "\(send.method)+\(receive.method)"].compactMap(\.self).joined(separator: " "),
      transport: transport, front: Role(job: receive, style: style), back: Role(job: send, style: style))
  }

  /// The first method, between tasks.
  private static func asyncArms(of transport: BenchmarkedTransport) -> [Arm] {
    transport.hasTasks ? [arm(transport, methods[0].0, methods[0].1, prefix: "async", style: .task)] : []
  }

  /// The first method over other connections, with as many bytes in all.
  private static func linkedArms(
    of transport: BenchmarkedTransport, over endpoint: Endpoint, size: Int
  ) -> [Arm] {
    func linked(_ name: String, _ link: Link, size: Int? = nil) -> Arm {
      var arm = arm(transport, methods[0].0, methods[0].1)
      (arm.name, arm.link, arm.size) = (name, link, size)
      return arm
    }
    var arms: [Arm] = []
    if transport.links.contains(.twoParts), size >= leastInTwoParts {
      arms.append(linked("two parts", .twoParts, size: size - Link.head.utf8CodeUnitCount))
    }
    // Within a process there is nobody to hide anything from.
    if transport.links.contains(.encrypted), endpoint != .inproc {
      arms.append(linked("encrypted", .encrypted))
    }
    return arms
  }

  private static let leastInTwoParts = Link.head.utf8CodeUnitCount + Scope.allowedSizes.lowerBound

  private static func notes(in scope: Scope) -> [String] {
    let small = scope.sizes.filter { $0 < leastInTwoParts }.map(Figures.size)
    return scope.notes(
      that: "throughput's \"two parts\"", isNotApplicableTo: { !$0.links.contains(.twoParts) },
      because: "its messages have one part")
      + scope.notes(
        that: "throughput's \"encrypted\"", isNotApplicableTo: { !$0.links.contains(.encrypted) },
        because: "it encrypts nothing")
      + (small.isEmpty || !scope.transports[0].links.contains(.twoParts)
        ? []
        : [
          "throughput's \"two parts\" take \(leastInTwoParts) B or more, not \(small.joined(separator: ", "))"
        ])
  }
}
