/// What one launch measured of two pipelines: medians over its rounds of what is paired in a round.
struct PipelineFigures {
  /// The time of the first pipeline, how much longer the second takes, and how much longer the first takes again.
  let time: Double
  let gap: Double
  let control: Double
  /// How much more often the second's threads go to sleep.
  let switches: Double
  /// By pipeline, thread and length of the delay.
  let responses: [[[Response]]]
  /// What each stage takes by pipeline, in one thread and while the pipeline runs.
  let alone: [[StageKey: Double]]
  let running: [[StageKey: Double]]
  /// The times of the four arms that show pool and path; empty where there are none.
  let factorial: [Double]
  let wakeUp: Double

  /// What a delay does.
  struct Response {
    var delay: Double
    var nanoseconds: Double
    /// How much more often threads go to sleep.
    var switches: Double
  }

  init(_ launch: Launch, hasFactorial: Bool) {
    func difference(_ arm: Int, _ base: Int, _ value: (Sample) -> Double) -> Double {
      launch.rounds.map { value($0[arm]) - value($0[base]) }.median
    }
    func time(_ sample: Sample) -> Double { sample.nanosecondsPerMessage }
    func sleeps(_ sample: Sample) -> Double { Double(sample.voluntarySwitches) / Double(sample.messages) }
    self.time = launch.rounds.map { time($0[0]) }.median
    gap = difference(1, 0, time)
    control = difference(launch.rounds[0].count - 1, 0, time)
    switches = difference(1, 0, sleeps)
    responses = [0, 1].map { pipeline in
      Explanation.Side.allCases.map { side in
        (1...3).map { halves in
          let arm = ExplainedPair.arm(pipeline, .delay(side, halves: halves))
          return Response(
            delay: launch.delayNanoseconds?[arm] ?? 0, nanoseconds: difference(arm, pipeline, time),
            switches: difference(arm, pipeline, sleeps))
        }
      }
    }
    func stages(_ probe: Probe) -> [[StageKey: Double]] {
      [0, 1].map { pipeline in
        let arm = ExplainedPair.arm(pipeline, probe)
        var times: [StageKey: [Double]] = [:]
        for stage in launch.rounds.flatMap({ $0[arm].stages ?? [] }) {
          if let time = stage.nanoseconds { times[StageKey(stage), default: []].append(time) }
        }
        return times.mapValues(\.median)
      }
    }
    alone = stages(.stagesAlone)
    running = stages(.stages)
    let first = ExplainedPair.firstOfFactorial
    factorial =
      hasFactorial
      ? (first..<first + 4).map { arm in difference(arm, first, time) } : []
    wakeUp = launch.wakeUpNanoseconds ?? 0
  }
}

/// A stage of a thread, in both pipelines.
struct StageKey: Hashable {
  var side: Explanation.Side
  var name: String
  var mayWait: Bool

  init(_ stage: StageTime) { (side, name, mayWait) = (stage.side, stage.name, stage.mayWait) }
}
