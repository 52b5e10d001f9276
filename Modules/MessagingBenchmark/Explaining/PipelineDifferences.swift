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
        times[index] = try arm.run(moves).nanosecondsPerMessage
        arm.arm(with: .stages)
        try beforeRun()
        let stages = try arm.run(moves).stages ?? []
        for side in Explanation.Side.allCases {
          let sum = stages.filter { $0.side == side }.compactMap(\.nanoseconds).reduce(0, +)
          costs[index][side, default: []].append(sum)
        }
        arm.arm(with: .whole)
      }
    }
    let time = times.min()!
    func difference(_ side: Explanation.Side) -> Double {
      let difference = abs(costs[1][side]!.median - costs[0][side]!.median)
      // Less would be lost in the noise.
      return max(difference, time * Self.least)
    }
    sender = difference(.sender)
    receiver = difference(.receiver)
  }

  /// As a share of a pipeline's time.
  private static let least = 0.1
}
