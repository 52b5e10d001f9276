import CBenchmarkSupport
import Histogram

/// One comparison being measured: its arms connected, and the baseline a second time as the control.
struct ComparisonRun {
  private let arms: [ConnectedArm]
  private let moves: Int
  private let pace: Pace
  private let comparison: Comparison
  private(set) var launch: Launch

  /// Connects the arms and finds the number of messages with which a run takes the time it should.
  ///
  /// - Parameter beforeRun: Called before each run; throws to stop.
  init(
    _ comparison: Comparison, pace: Pace, beforeRun: () throws -> Void
  ) throws {
    self.pace = pace
    arms = try (comparison.arms + comparison.arms.prefix(1)).map { arm in
      try beforeRun()
      return try Self.connect(arm, of: comparison)
    }
    // The number is the same for all, so the average over the arms takes the time that a run should.
    let costs = try arms.map { try Self.nanosecondsPerMove($0, beforeRun: beforeRun) }
    let cost = costs.reduce(0, +) / Double(costs.count)
    moves = Int(min(max(pace.nanosecondsPerRun / cost, 16), 10_000_000))
    self.comparison = comparison
    let isTimed = comparison.arms.contains { $0.front.job.isTimed }
    launch = Launch(roundTrips: isTimed ? arms.map { _ in Histogram() } : [])
  }

  /// The number of messages, or of round trips, in each run.
  var messagesPerRun: Int { moves }

  /// Runs the rounds, after one that warms up and is not counted.
  mutating func measure(
    _ order: inout RoundOrder, beforeRun: () throws -> Void, afterRound: (Int, Int) -> Void
  ) throws {
    launch.memoryPerSocket = arms.map(\.memoryPerSocket)
    _ = try round(order.next(), beforeRun: beforeRun)
    for index in arms.indices where !launch.roundTrips.isEmpty { launch.roundTrips[index].reset() }
    for number in 1...pace.rounds where !pace.isOver(after: launch.rounds.count) {
      launch.rounds.append(try round(order.next(), beforeRun: beforeRun))
      afterRound(number, pace.rounds)
    }
  }

  private mutating func round(_ order: [Int], beforeRun: () throws -> Void) throws -> Round {
    var samples = [Sample?](repeating: nil, count: arms.count)
    for index in order {
      try beforeRun()
      samples[index] = try arms[index].run(moves)
      for duration in arms[index].durations { launch.roundTrips[index].record(duration) }
    }
    return samples.map { $0! }
  }

  /// Counts allocations in runs of their own; `nil` where they cannot be counted.
  func allocationsPerMessage(beforeRun: () throws -> Void) throws -> [Double]? {
    guard benchmark_counts_allocations() else { return nil }
    return try arms.map { arm in
      try beforeRun()
      return try arm.allocationsPerMessage(messages: min(moves, 10_000))
    }
  }

  /// Gauges the memory of kept messages, in arms that have kept none before; `nil` where none are kept.
  func retainedBytesPerMessage(beforeRun: () throws -> Void) throws -> [Double]? {
    guard let stride = comparison.keptStride else { return nil }
    return try comparison.arms.map { arm in
      try beforeRun()
      return try Self.connect(arm, of: comparison)
        .retainedBytesPerMessage(keeping: Job.keptCount / 2, stride: stride)
    }
  }

  private static func connect(_ arm: Arm, of comparison: Comparison) throws -> ConnectedArm {
    try ConnectedArm(
      arm, over: comparison.endpoint, wiring: comparison.wiring, size: arm.size ?? comparison.size)
  }

  private static func nanosecondsPerMove(
    _ arm: ConnectedArm, beforeRun: () throws -> Void
  ) throws -> Double {
    func run(_ count: Int) throws -> Double {
      try beforeRun()
      return try arm.run(count).elapsedNanoseconds
    }
    var count = 16
    while try run(count) < 500_000 { count *= 4 }
    // The fastest, since what else runs on the machine can make a single one many times as long.
    return try (1...3).map { _ in try run(count) / Double(count) }.min()!
  }
}
