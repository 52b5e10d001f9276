/// What several launches say of two pipelines: their medians, and what follows from them.
struct PipelineEstimate {
  /// What is estimated.
  enum Quantity: Hashable {
    case time
    case gap
    case control
    case response(pipeline: Int, Explanation.Side, Int)
    case slope(pipeline: Int, Explanation.Side)
    /// How much of a difference in a thread the whole feels.
    case sensitivity(Explanation.Side)
    case contribution(StageKey)
    case caches
    case wakeUps
    case sum
    case residual
    /// What the isolated costs add up to.
    case isolated
    case unpredicted
    case pool
    case otherPath
    case interaction
  }

  private(set) var values: [Quantity: Double] = [:]
  private(set) var alone: [[StageKey: Double]]
  private(set) var running: [[StageKey: Double]]
  /// The lengths of the delays of a thread, by pipeline.
  private(set) var delays: [Explanation.Side: [[Double]]] = [:]

  /// - Parameter stages: All stages, in order.
  init(_ launches: [PipelineFigures], _ stages: [StageKey], pair: ExplainedPair) {
    func median(_ value: (PipelineFigures) -> Double) -> Double { launches.map(value).median }
    func costs(_ figures: KeyPath<PipelineFigures, [[StageKey: Double]]>) -> [[StageKey: Double]] {
      [0, 1].map { pipeline in
        var costs: [StageKey: Double] = [:]
        for stage in stages {
          let values = launches.compactMap { $0[keyPath: figures][pipeline][stage] }
          if !values.isEmpty { costs[stage] = values.median }
        }
        return costs
      }
    }
    (alone, running) = (costs(\.alone), costs(\.running))
    values[.time] = median(\.time)
    values[.gap] = median(\.gap)
    values[.control] = median(\.control)
    var (caches, sum, expectedSwitches, isolated) = (0.0, 0.0, 0.0, 0.0)
    for (sideNumber, side) in Explanation.Side.allCases.enumerated() {
      let responses = [0, 1].map { pipeline in
        (0..<3).map { index in
          PipelineFigures.Response(
            delay: median { $0.responses[pipeline][sideNumber][index].delay },
            nanoseconds: median { $0.responses[pipeline][sideNumber][index].nanoseconds },
            switches: median { $0.responses[pipeline][sideNumber][index].switches })
        }
      }
      delays[side] = responses.map { $0.map(\.delay) }
      for pipeline in [0, 1] {
        for (index, response) in responses[pipeline].enumerated() {
          values[.response(pipeline: pipeline, side, index)] = response.nanoseconds
        }
        values[.slope(pipeline: pipeline, side)] = Self.slope(responses[pipeline], \.nanoseconds)
      }
      let own = stages.filter { $0.side == side }
      // What a thread does that does the same in both differs only by what the other one does to memory.
      let isShared = pair.sharedSides.contains(side)
      let aloneDifferences = own.map { isShared ? 0 : (alone[1][$0] ?? 0) - (alone[0][$0] ?? 0) }
      let cacheDifference = own.filter { !$0.mayWait }.reduce(0) { sum, stage in
        isShared
          ? sum + (running[1][stage] ?? 0) - (running[0][stage] ?? 0)
          : sum + excess(stage, in: 1) - excess(stage, in: 0)
      }
      let total = aloneDifferences.reduce(0, +) + cacheDifference
      // The response of the pipeline that takes less there: a delay can be added, and not taken away.
      let cheaper = responses[total >= 0 ? 0 : 1]
      let felt = Self.response(cheaper, to: abs(total), \.nanoseconds)
      let sensitivity = abs(total) > 0 ? felt / abs(total) : Self.slope(cheaper, \.nanoseconds)
      values[.sensitivity(side)] = sensitivity
      for (stage, difference) in zip(own, aloneDifferences) {
        values[.contribution(stage)] = difference * sensitivity
      }
      isolated += aloneDifferences.reduce(0, +)
      caches += cacheDifference * sensitivity
      sum += total * sensitivity
      let switches = Self.response(cheaper, to: abs(total), \.switches)
      expectedSwitches += total >= 0 ? switches : -switches
    }
    values[.isolated] = isolated
    values[.unpredicted] = values[.gap]! - isolated
    values[.caches] = caches
    // Those that come with a delay are part of its response.
    let wakeUps = (median(\.switches) - expectedSwitches) * median(\.wakeUp)
    values[.wakeUps] = wakeUps
    sum += wakeUps
    values[.sum] = sum
    values[.residual] = values[.gap]! - sum
    if !launches[0].factorial.isEmpty {
      let times = (0..<4).map { arm in median { $0.factorial[arm] } }
      values[.pool] = times[1]
      values[.otherPath] = times[2]
      values[.interaction] = times[3] - times[1] - times[2]
    }
  }

  /// How much more a stage takes while the pipeline runs than alone.
  private func excess(_ stage: StageKey, in pipeline: Int) -> Double {
    guard let alone = alone[pipeline][stage], let running = running[pipeline][stage] else { return 0 }
    return running - alone
  }

  /// The slope of a line from the origin.
  private static func slope(
    _ responses: [PipelineFigures.Response], _ value: KeyPath<PipelineFigures.Response, Double>
  ) -> Double {
    LeastSquares.slopeFromOrigin(responses.map { ($0.delay, $0[keyPath: value]) })
  }

  /// What a delay of this length does: between those that were tried, on the lines between them; below, by the slope, since what
  /// short delays do is lost in the noise.
  private static func response(
    _ responses: [PipelineFigures.Response], to delay: Double,
    _ value: KeyPath<PipelineFigures.Response, Double>
  ) -> Double {
    guard delay > responses[0].delay else { return delay * slope(responses, value) }
    let end = (1..<responses.count).first { delay <= responses[$0].delay } ?? responses.count - 1
    let (low, high) = (responses[end - 1], responses[end])
    let share = (delay - low.delay) / (high.delay - low.delay)
    return low[keyPath: value] + share * (high[keyPath: value] - low[keyPath: value])
  }
}
