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
  /// How much longer each thread of the second takes for a message while the pipeline runs.
  let work: [Explanation.Side: Double]
  /// The times of the four arms that show pool and path; empty where there are none.
  let factorial: [Double]
  /// How much longer each thread takes for a message in the arm with the other path alone than in that with neither.
  let pathWork: [Explanation.Side: Double]
  let wakeUp: Double

  /// What a delay of a thread does.
  struct Response {
    /// How much more the thread has to do: the delay, and what that changes of what a message takes.
    var work: Double
    var nanoseconds: Double
    /// How much more often threads go to sleep.
    var switches: Double
  }

  init(_ launch: Launch, hasFactorial: Bool) {
    func difference(_ arm: Int, _ base: Int, _ value: (Sample) -> Double?) -> Double {
      let differences = launch.rounds.compactMap { round -> Double? in
        guard let first = value(round[base]), let second = value(round[arm]) else { return nil }
        return second - first
      }
      return differences.isEmpty ? 0 : differences.median
    }
    func work(_ arm: Int, _ base: Int) -> [Explanation.Side: Double] {
      Explanation.Side.allCases.reduce(into: [:]) { work, side in
        work[side] = difference(arm, base) { $0.nanoseconds(of: side) }
      }
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
            work: (launch.delayNanoseconds?[arm] ?? 0)
              + difference(arm, pipeline) { $0.nanoseconds(of: side) },
            nanoseconds: difference(arm, pipeline, time),
            switches: difference(arm, pipeline, sleeps))
        }
      }
    }
    func stages(_ arms: [Int]) -> [[StageKey: Double]] {
      arms.map { arm in
        var times: [StageKey: [Double]] = [:]
        for thread in launch.rounds.flatMap({ $0[arm].threads ?? [] }) {
          for stage in thread.stages {
            guard let time = stage.nanoseconds else { continue }
            times[StageKey(side: thread.side, name: stage.name), default: []].append(time)
          }
        }
        return times.mapValues(\.median)
      }
    }
    alone = stages([0, 1].map { ExplainedPair.arm($0, .stagesAlone) })
    running = stages([0, 1])
    let first = ExplainedPair.firstOfFactorial
    factorial =
      hasFactorial
      ? (first..<first + 4).map { arm in difference(arm, first, time) } : []
    self.work = work(1, 0)
    pathWork = hasFactorial ? work(first + 2, first) : [:]
    wakeUp = launch.wakeUpNanoseconds ?? 0
  }
}

/// A stage of a thread, in both pipelines.
struct StageKey: Hashable {
  var side: Explanation.Side
  var name: String
}
