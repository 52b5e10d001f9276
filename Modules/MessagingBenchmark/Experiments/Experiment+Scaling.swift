import POSIXSupport

extension Experiment {
  static let scaling = scaling(over: [1, 10, 100, 1_000])

  /// - Parameter counts: How many sockets, connections and threads there are, from one on.
  static func scaling(over counts: [Int]) -> Experiment {
    Experiment(
      name: "scaling",
      summary:
        "1 to 1,000 sockets, connections and threads: what a message costs, and an idle socket; the smallest size"
    ) { scope in
      var plan = Plan()
      if scope.wiring != .pushPull { plan.notes.append("scaling is always push-pull: others have one peer") }
      for (endpoint, transports) in scope.transportsByEndpoint {
        for transport in transports {
          plan.add(counts, of: transport, over: endpoint, size: scope.sizes.min() ?? 0)
        }
      }
      return plan
    }
  }

  /// More threads would have so few messages each that waking them is what is measured.
  fileprivate static let mostThreads = 100
}

extension Plan {
  fileprivate mutating func add(
    _ counts: [Int], of transport: BenchmarkedTransport, over endpoint: Endpoint, size: Int
  ) {
    var reached = counts
    while let obstacle = transport.obstacle(to: reached, over: endpoint) {
      let left = reached.removeLast()
      notes.append("scaling leaves out \(left) with \(transport.name) over \(endpoint): \(obstacle)")
    }
    guard reached.count > 1 else { return }
    func add(
      _ subject: String, _ counts: [Int], front: Job, back: Job?, mostMoves: Int = .max,
      crowd: (Int) -> Crowd
    ) {
      let arms = counts.map { count in
        var arm = Arm(
          name: "\(count)", transport: transport.name, rig: transport.crowdedRig(crowd(count)),
          front: Role(job: front), back: back.map { Role(job: $0) })
        arm.count = count
        return arm
      }
      comparisons.append(
        Comparison(
          experiment: "scaling", subject: subject, endpoint: endpoint, wiring: .pushPull, size: size,
          arms: arms, mostMoves: mostMoves))
    }
    // A connection over tcp keeps its port for a minute after it was closed.
    add("sockets", reached, front: .reopen, back: nil, mostMoves: endpoint == .tcp ? 16 : .max) { .sockets($0) }
    add("connections", reached, front: .receiveInAnyOrder, back: .sendInTurn) { .connections($0) }
    add(
      "threads", reached.filter { $0 <= Experiment.mostThreads }, front: .receiveInAnyOrder, back: .sendInTurn
    ) { .threads($0) }
  }
}

extension BenchmarkedTransport {
  /// What the process lacks for arms with so many sockets each, in words; `nil` for nothing.
  fileprivate func obstacle(to counts: [Int], over endpoint: Endpoint) -> String? {
    // All arms are open at the same time, the first one twice. Each has two more sockets: one that receives, and the one that
    // `sockets` opens.
    let sockets = counts.reduce(0, +) + (counts.first ?? 0) + 2 * (counts.count + 1)
    if let mostSockets, sockets > mostSockets {
      return "it takes \(sockets) sockets, and a process can have \(mostSockets)"
    }
    guard descriptorsPerSocket > 0 else { return nil }
    let descriptors =
      sockets * (descriptorsPerSocket + (endpoint == .inproc ? 0 : 2)) + Self.otherDescriptors
    let limit = Descriptors.highestLimit
    return descriptors > limit
      ? "it takes \(descriptors) descriptors, and a process can have \(limit) (ulimit -Hn)" : nil
  }

  /// A generous guess at what the process has open beside, such as the libraries' own descriptors.
  private static var otherDescriptors: Int { 100 }
}
