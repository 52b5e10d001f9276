import CBenchmarkSupport

/// One comparison being measured in this process: its arms connected, and the baseline a second time as the control.
struct ComparisonRun {
  private let arms: [ConnectedArm]
  private let comparison: Comparison
  private(set) var launch: Launch

  /// Connects the arms, and finds the number of messages with which a run takes the time it should.
  ///
  /// - Parameters:
  ///   - calibration: What an earlier launch found in place of that.
  ///   - beforeRun: Called before each run; throws to stop.
  init(
    _ comparison: Comparison, nanosecondsPerRun: Double, calibration: Calibration?,
    beforeRun: () throws -> Void
  ) throws {
    self.comparison = comparison
    arms = try (comparison.arms + comparison.arms.prefix(1)).map { arm in
      try beforeRun()
      return try Self.connect(arm, of: comparison)
    }
    let calibration =
      try calibration
      ?? Self.calibrate(arms, nanosecondsPerRun: nanosecondsPerRun, beforeRun: beforeRun)
    launch = Launch(
      moves: comparison.moves ?? calibration.moves, baselineNanoseconds: calibration.baselineNanoseconds)
    inject(calibration.baselineNanoseconds)
    if comparison.arms.contains(where: \.front.job.isTimed) {
      launch.durations = arms.map { _ in Distribution() }
    }
  }

  /// Delays the arms that are to be slower than the baseline by a share of its time.
  private mutating func inject(_ baselineNanoseconds: Double) {
    guard comparison.arms.contains(where: { $0.delayShare != nil }) else { return }
    let turn = Spin.nanosecondsPerTurn()
    launch.delayNanoseconds = zip(comparison.arms, arms).map { arm, connected in
      connected.spinsPerMessage = (arm.delayShare ?? 0) * baselineNanoseconds / turn
      return connected.spinsPerMessage * turn
    }
  }

  /// Runs the rounds, after one that warms up and is not counted.
  mutating func measure(
    _ rounds: Int, order: inout RoundOrder, beforeRun: () throws -> Void, beforeRound: (Int) -> Void
  ) throws {
    _ = try round(order.next(), beforeRun: beforeRun)
    for index in launch.durations.indices { launch.durations[index].reset() }
    for number in 1...rounds {
      beforeRound(number)
      launch.rounds.append(try round(order.next(), beforeRun: beforeRun))
    }
  }

  private mutating func round(_ order: [Int], beforeRun: () throws -> Void) throws -> Round {
    var samples = [Sample?](repeating: nil, count: arms.count)
    for index in order {
      try beforeRun()
      samples[index] = try arms[index].run(launch.moves)
      for duration in arms[index].durations { launch.durations[index].record(duration) }
    }
    return samples.map { $0! }
  }

  /// Counts allocations in runs of their own, gauges the memory of kept messages in arms that have kept none before,
  /// and notes that of sockets; each where it can be done.
  mutating func measureMemory(beforeRun: () throws -> Void) throws {
    if benchmark_counts_allocations() {
      launch.allocationsPerMessage = try arms.map { arm in
        try beforeRun()
        return try arm.allocationsPerMessage(messages: min(launch.moves, 10_000))
      }
    }
    if let stride = comparison.keptStride {
      launch.retainedBytesPerMessage = try comparison.arms.map { arm in
        try beforeRun()
        return try Self.connect(arm, of: comparison)
          .retainedBytesPerMessage(keeping: Job.keptCount / 2, stride: stride)
      }
    }
    let memory = arms.compactMap(\.memoryPerSocket)
    if !memory.isEmpty { launch.memoryPerSocket = memory }
  }

  private static func connect(_ arm: Arm, of comparison: Comparison) throws -> ConnectedArm {
    try ConnectedArm(
      arm, over: comparison.endpoint, wiring: comparison.wiring, size: arm.size ?? comparison.size)
  }

  private static func calibrate(
    _ arms: [ConnectedArm], nanosecondsPerRun: Double, beforeRun: () throws -> Void
  ) throws -> Calibration {
    let costs = try arms.map { try Self.nanosecondsPerMove($0, beforeRun: beforeRun) }
    // The number is the same for all, so the average over the arms takes the time that a run should.
    let moves = Int(min(max(nanosecondsPerRun / costs.mean, 16), 10_000_000))
    return Calibration(moves: moves, baselineNanoseconds: costs[0])
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
