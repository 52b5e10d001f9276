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
    /// What stages take otherwise when the others are there and the pipeline runs.
    case together
    case wakeUps
    /// What the other path does to the whole beyond the time it takes: threads of the library find their memory elsewhere.
    case pathBeyondTime
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
  /// How much more a thread had to do when it was delayed, by pipeline.
  private(set) var work: [Explanation.Side: [[Double]]] = [:]

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
    var (together, sum, expectedSwitches, isolated, pathFelt) = (0.0, 0.0, 0.0, 0.0, 0.0)
    let differences = Dictionary(
      uniqueKeysWithValues: Explanation.Side.allCases.map { side in (side, median { $0.work[side] ?? 0 }) })
    // The thread that differs more decides which one is the slower. A delay can be added, and not taken away: what its difference
    // does shows in the pipeline that takes less there, and what the other thread's does then in the other pipeline.
    let decisive = Explanation.Side.allCases.max { abs(differences[$0]!) < abs(differences[$1]!) }!
    let start = differences[decisive]! >= 0 ? 0 : 1
    for (sideNumber, side) in Explanation.Side.allCases.enumerated() {
      let responses = [0, 1].map { pipeline in
        (0..<3).map { index in
          PipelineFigures.Response(
            work: median { $0.responses[pipeline][sideNumber][index].work },
            nanoseconds: median { $0.responses[pipeline][sideNumber][index].nanoseconds },
            switches: median { $0.responses[pipeline][sideNumber][index].switches })
        }.sorted { $0.work < $1.work }
      }
      work[side] = responses.map { $0.map(\.work) }
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
      let total = differences[side]!
      let others = total - aloneDifferences.reduce(0, +)
      let response = responses[side == decisive ? start : 1 - start]
      let felt = Self.response(response, to: abs(total), \.nanoseconds)
      let sensitivity = abs(total) > 0 ? felt / abs(total) : Self.slope(response, \.nanoseconds)
      values[.sensitivity(side)] = sensitivity
      for (stage, difference) in zip(own, aloneDifferences) {
        values[.contribution(stage)] = difference * sensitivity
      }
      isolated += aloneDifferences.reduce(0, +)
      together += others * sensitivity
      sum += total * sensitivity
      let pathWork = median { $0.pathWork[side] ?? 0 }
      pathFelt += Self.response(responses[0], to: abs(pathWork), \.nanoseconds) * (pathWork < 0 ? -1 : 1)
      let switches = Self.response(response, to: abs(total), \.switches)
      expectedSwitches += total >= 0 ? switches : -switches
    }
    values[.isolated] = isolated
    values[.unpredicted] = values[.gap]! - isolated
    values[.together] = together
    // Those that come with a delay are part of its response.
    let wakeUps = (median(\.switches) - expectedSwitches) * median(\.wakeUp)
    values[.wakeUps] = wakeUps
    sum += wakeUps
    if !launches[0].factorial.isEmpty {
      let times = (0..<4).map { arm in median { $0.factorial[arm] } }
      values[.pool] = times[1]
      values[.otherPath] = times[2]
      values[.interaction] = times[3] - times[1] - times[2]
      if pair.othersFeelPath {
        values[.pathBeyondTime] = times[2] - pathFelt
        sum += times[2] - pathFelt
      }
    }
    values[.sum] = sum
    values[.residual] = values[.gap]! - sum
  }

  /// The slope of a line from the origin.
  private static func slope(
    _ responses: [PipelineFigures.Response], _ value: KeyPath<PipelineFigures.Response, Double>
  ) -> Double {
    LeastSquares.slopeFromOrigin(responses.map { ($0.work, $0[keyPath: value]) })
  }

  /// What so much more work does: between what was tried, on the lines between that; below, by the slope, since what little work
  /// does is lost in the noise; above, on from the end by the slope.
  private static func response(
    _ responses: [PipelineFigures.Response], to work: Double,
    _ value: KeyPath<PipelineFigures.Response, Double>
  ) -> Double {
    guard let end = responses.firstIndex(where: { work <= $0.work }) else {
      let last = responses.last!
      return last[keyPath: value] + (work - last.work) * slope(responses, value)
    }
    guard end > 0 else { return work * slope(responses, value) }
    let (low, high) = (responses[end - 1], responses[end])
    let share = (work - low.work) / (high.work - low.work)
    return low[keyPath: value] + share * (high[keyPath: value] - low[keyPath: value])
  }
}
