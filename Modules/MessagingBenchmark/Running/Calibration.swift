/// What the first launch of a comparison finds for all.
struct Calibration: Codable, Sendable {
  /// The number of messages, or of round trips, in each run.
  var moves: Int
  /// The time of the baseline's message.
  var baselineNanoseconds: Double
  /// By how much the threads of two pipelines differ that are to be explained; `nil` elsewhere.
  var differences: PipelineDifferences?
}

extension Calibration {
  /// What a launch found, or was told.
  init(foundBy launch: Launch) {
    self.init(
      moves: launch.moves, baselineNanoseconds: launch.baselineNanoseconds, differences: launch.differences)
  }

  private static let mostMoves = 10_000_000.0

  /// Finds the number of messages with which a run takes the time that it should. It is the same for all arms, so the
  /// average over them counts.
  ///
  /// - Parameters:
  ///   - rate: The messages per second of an open loop.
  ///   - beforeRun: Called before each run; throws to stop.
  init(
    of arms: [ConnectedArm], rate: Int?, nanosecondsPerRun: Double, beforeRun: () throws -> Void
  ) throws {
    if let rate {
      try self.init(
        of: arms, interval: 1e9 / Double(rate), nanosecondsPerRun: nanosecondsPerRun, beforeRun: beforeRun)
      return
    }
    let costs = try arms.map { arm in
      // Long against every nap, so that how many messages pile up meanwhile shows.
      try arm.nanosecondsPerMove(inRunsOf: max(500_000, 10 * Double(arm.nap)), beforeRun)
    }
    self.init(
      moves: Int(min(max(nanosecondsPerRun / costs.mean, 16), Self.mostMoves)), baselineNanoseconds: costs[0])
  }

  /// In an open loop the number follows from the interval between two messages. Only where they are to be sent faster
  /// than they can be received are there fewer, since a run would take much longer than it should.
  private init(
    of arms: [ConnectedArm], interval: Double, nanosecondsPerRun: Double, beforeRun: () throws -> Void
  ) throws {
    let planned = min(max(nanosecondsPerRun / interval, Comparison.leastIntervals), Self.mostMoves)
    guard planned >= 100 else {
      self.init(moves: Int(planned), baselineNanoseconds: interval)
      return
    }
    let costs = try arms.map {
      try $0.nanosecondsPerMove(inRunsOf: nanosecondsPerRun / 10, orOf: Int(planned / 10), beforeRun)
    }
    let isOverload = costs.mean > 2 * interval
    let moves = isOverload ? max(nanosecondsPerRun / costs.mean, Comparison.leastIntervals) : planned
    self.init(moves: Int(moves), baselineNanoseconds: costs[0])
  }
}

extension ConnectedArm {
  /// The time of a message, in runs that take so long or move so many.
  fileprivate func nanosecondsPerMove(
    inRunsOf shortest: Double, orOf most: Int = .max, _ beforeRun: () throws -> Void
  ) throws -> Double {
    func nanoseconds(_ count: Int) throws -> Double {
      try beforeRun()
      return try run(count).elapsedNanoseconds
    }
    var count = min(16, most)
    while count < most, try nanoseconds(count) < shortest { count = min(4 * count, most) }
    // The fastest, since what else runs on the machine can make a single one many times as long.
    return try (1...3).map { _ in try nanoseconds(count) }.min()! / Double(count)
  }
}
