import POSIXSupport

extension Experiment {
  static let scaling = Experiment(
    name: "scaling",
    summary:
      "1 to 1,000 sockets and connections, 1 to 100 threads: what a message and an idle socket cost; smallest size"
  ) { scope in
    var plan = Plan()
    if scope.wiring != .pushPull {
      plan.notes.append("scaling is always push-pull: other sockets have one peer here")
    }
    for (endpoint, transports) in scope.transportsByEndpoint {
      for transport in transports {
        var counts = [1, 10, 100, 1_000]
        while let obstacle = transport.obstacle(to: counts, over: endpoint) {
          let left = counts.removeLast()
          plan.notes.append("scaling leaves out \(left) with \(transport.name) over \(endpoint): \(obstacle)")
        }
        guard counts.count > 1 else { continue }
        plan.comparisons += comparisons(of: transport, over: endpoint, size: scope.sizes.min() ?? 0, counts)
      }
    }
    return plan
  }

  private static func comparisons(
    of transport: BenchmarkedTransport, over endpoint: Endpoint, size: Int, _ counts: [Int]
  ) -> [Comparison] {
    func comparison(_ subject: String, _ arms: [(count: Int, crowd: Crowd)], moves: Int) -> Comparison {
      Comparison(
        experiment: "scaling", subject: subject, endpoint: endpoint, wiring: .pushPull, size: size,
        arms: arms.map { count, crowd in
          var arm = Arm(
            name: "\(count)", transport: transport.name, rig: transport.crowdedRig(crowd), front: crowd.front,
            back: crowd.back)
          arm.count = count
          return arm
        },
        moves: moves, weight: 3)
    }
    // More threads would have so few messages each that waking them is all that is measured.
    let threads = counts.filter { $0 <= 100 }
    return [
      comparison(
        "sockets", counts.map { ($0, .sockets($0)) }, moves: endpoint == .tcp ? mostOverTCP : socketsReopened),
      comparison(
        "connections", counts.map { ($0, .connections($0)) }, moves: messagesPerConnection * counts.max()!),
      comparison("threads", threads.map { ($0, .threads($0)) }, moves: messagesPerThread * threads.max()!),
    ]
  }

  // What a message costs depends on how many there are for each connection: few travel alone, many in batches. So a run has
  // the same number of them whatever the time. These keep a launch at a few seconds, and most below one.
  private static let messagesPerConnection = 10
  private static let messagesPerThread = 30
  private static let socketsReopened = 100

  /// A connection over tcp keeps its port for a minute after it was closed, and the system has some ten thousand ports.
  private static let mostOverTCP = 16
}

extension BenchmarkedTransport {
  /// What the process lacks for arms with so many sockets each, in words; `nil` for nothing.
  fileprivate func obstacle(to counts: [Int], over endpoint: Endpoint) -> String? {
    // All arms are open at the same time, the first one twice. Each has two more sockets: the one that receives, and one that
    // is opened anew.
    let sockets = counts.reduce(0, +) + (counts.first ?? 0) + 2 * (counts.count + 1)
    if let mostSockets, sockets > mostSockets {
      return "it takes \(sockets) sockets, and a process can have \(mostSockets)"
    }
    guard descriptorsPerSocket > 0 else { return nil }
    let perSocket = descriptorsPerSocket + (endpoint == .inproc ? 0 : 2)
    let descriptors = sockets * perSocket + Self.otherDescriptors
    let limit = Descriptors.highestLimit
    return descriptors > limit
      ? "it takes \(descriptors) descriptors, and a process can have \(limit) (ulimit -Hn)" : nil
  }

  /// What the process has open beside, such as the libraries' own descriptors; a generous guess.
  private static var otherDescriptors: Int { 100 }
}
