import CBenchmarkSupport

/// One comparison being measured in this process: its arms connected, and the baseline a second time as the control.
struct ComparisonRun {
  private let arms: [ConnectedArm]
  private let comparison: Comparison
  /// What each arm's runs show, where arms are pipelines.
  private var probes: [ArmedProbe] = []
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
    var connected: [ConnectedArm] = []
    for arm in comparison.arms + comparison.arms.prefix(1) {
      try beforeRun()
      connected.append(try arm.host.map { connected[$0] } ?? Self.connect(arm, of: comparison))
    }
    arms = connected
    var calibration =
      try calibration
      ?? Calibration(
        of: arms, rate: comparison.rate, nanosecondsPerRun: nanosecondsPerRun, beforeRun: beforeRun)
    if comparison.explainedPair != nil, calibration.differences == nil {
      calibration.differences = try PipelineDifferences(
        arms[0], arms[1], moves: calibration.moves, beforeRun: beforeRun)
    }
    launch = Launch(
      moves: comparison.moves ?? calibration.moves, baselineNanoseconds: calibration.baselineNanoseconds,
      differences: calibration.differences)
    if comparison.explainedPair != nil { launch.wakeUpNanoseconds = try WakeUp.nanoseconds() }
    inject(calibration.baselineNanoseconds)
    if comparison.arms.contains(where: \.front.job.isTimed) {
      launch.durations = arms.map { _ in Distribution() }
    }
  }

  /// Delays the arms that are to be slower than the baseline by a share of its time, or by what pipelines differ in.
  private mutating func inject(_ baselineNanoseconds: Double) {
    if let differences = launch.differences {
      probes = comparison.arms.map { ArmedProbe($0.probe, differences) } + [.whole]
      launch.delayNanoseconds = probes.map(\.delay.nanoseconds)
    }
    guard comparison.arms.contains(where: { $0.delayShare != nil }) else { return }
    launch.delayNanoseconds = zip(comparison.arms, arms).map { arm, connected in
      let delay = Delay(nanoseconds: (arm.delayShare ?? 0) * baselineNanoseconds)
      connected.delay(by: delay)
      return delay.nanoseconds
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
      if !probes.isEmpty { arms[index].arm(with: probes[index]) }
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
      arm, over: comparison.endpoint, wiring: arm.link.map(comparison.wiring.over) ?? comparison.wiring,
      size: arm.size ?? comparison.size, rate: comparison.rate)
  }
}
