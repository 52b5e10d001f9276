/// By how many nanoseconds for each message the threads of two pipelines differ, roughly: what delays go by, so that they
/// show what such a difference does.
struct PipelineDifferences: Codable, Sendable {
  private var sender: Double
  private var receiver: Double

  subscript(side: Explanation.Side) -> Double {
    switch side {
    case .sender: sender
    case .receiver: receiver
    }
  }

  /// - Parameters:
  ///   - moves: The number of messages in a run.
  ///   - beforeRun: Called before each run; throws to stop.
  init(_ first: ConnectedArm, _ second: ConnectedArm, moves: Int, beforeRun: () throws -> Void) throws {
    let arms = [first, second]
    var times = [Double](repeating: 0, count: 2)
    var costs: [[Explanation.Side: [Double]]] = [[:], [:]]
    for _ in 1...3 {
      for (index, arm) in arms.enumerated() {
        arm.arm(with: .whole)
        try beforeRun()
        let sample = try arm.run(moves)
        times[index] = sample.nanosecondsPerMessage
        for side in Explanation.Side.allCases {
          if let cost = sample.nanoseconds(of: side) { costs[index][side, default: []].append(cost) }
        }
      }
    }
    let time = times.min()!
    func difference(_ side: Explanation.Side) -> Double {
      // Less would be lost in the noise.
      let least = time * Self.least
      guard let first = costs[0][side], let second = costs[1][side] else { return least }
      return max(abs(second.median - first.median), least)
    }
    sender = difference(.sender)
    receiver = difference(.receiver)
  }

  /// As a share of a pipeline's time.
  private static let least = 0.25
}
