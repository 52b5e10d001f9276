import Foundation

extension Report.Result {
  /// - Returns: `nil` when there are too few launches for intervals.
  init?(_ trial: Trial) {
    let (comparison, launches) = (trial.comparison, trial.launches)
    guard let last = launches.last else { return nil }
    let names = comparison.arms.map(\.name)
    let arms = names.indices.compactMap { Report.Arm($0, of: comparison, launches) }
    guard arms.count == names.count else { return nil }

    /// Compares pairs of arms, with a confidence that all of them have together.
    func compare(_ pairs: [(arm: Int, baseline: Int)]) -> [Report.Comparison] {
      let analysis = Analysis(of: launches, confidence: Settings.confidence(comparisons: pairs.count))
      guard let control = analysis.ratio(of: names.count, to: 0) else { return [] }
      // What a launch finds of what is the same, at most.
      let noise = max(
        log(1 + Verdict.margin), analysis.launchRatios(of: names.count, to: 0).map { abs(log($0)) }.max() ?? 0
      )
      return pairs.compactMap { arm, baseline in
        analysis.ratio(of: arm, to: baseline).map { ratio in
          let verdict = Verdict(ratio: ratio, control: control)
          let factor = Verdict.launchesToResolve(ratio: ratio, control: control)
          let ratios = analysis.launchRatios(of: arm, to: baseline)
          return Report.Comparison(
            arm: names[arm], baseline: names[baseline], ratio: ratio, control: control, verdict: verdict,
            fasterLaunches: ratios.count { log($0) < -noise },
            slowerLaunches: ratios.count { log($0) > noise },
            resolvingSeconds: verdict == .unresolved ? trial.elapsed / .seconds(1) * (factor - 1) : nil)
        }
      }
    }
    func best(_ indices: [Int]) -> Int? {
      indices.min { arms[$0].nanosecondsPerMessage.estimate < arms[$1].nanosecondsPerMessage.estimate }
    }
    experiment = comparison.experiment
    subject = comparison.subject
    transport = comparison.transports.joined(separator: ",")
    endpoint = comparison.endpoint.scheme
    pattern = comparison.wiring.name
    size = comparison.size
    self.launches = launches.count
    rounds = launches.reduce(0) { $0 + $1.rounds.count }
    messagesPerRound = last.moves
    self.arms = arms
    comparisons = compare(names.indices.dropFirst().map { ($0, 0) })
    let contests = comparison.contests.compactMap { contest in
      best(contest.arms).flatMap { arm in best(contest.others).map { (contest.subject, (arm, $0)) } }
    }
    self.contests = zip(contests.map(\.0), compare(contests.map(\.1))).map(Report.Contest.init)
    let counts = comparison.arms.compactMap(\.count)
    growth =
      counts.isEmpty
      ? nil
      : Analysis(of: launches, confidence: 0.95).exponent(over: counts).map { Report.Growth(exponent: $0) }
  }
}

extension Report.Arm {
  /// - Returns: `nil` when there are too few launches for an interval.
  fileprivate init?(_ index: Int, of comparison: Comparison, _ launches: [Launch]) {
    let arm = comparison.arms[index]
    guard let time = Analysis(of: launches, confidence: 0.95).time(of: index) else { return nil }
    name = arm.name
    transport = arm.transport
    nanosecondsPerMessage = time
    let samples = launches.flatMap { $0.rounds.map { $0[index] } }
    let messages = Double(samples.reduce(0) { $0 + $1.messages })
    rate = comparison.rate.map { Report.Rate(offered: Double($0), samples) }
    messagesPerSecond = rate?.achieved ?? 1e9 / time.estimate
    cpuNanosecondsPerMessage = samples.reduce(0) { $0 + $1.processorNanoseconds } / messages
    let switches = samples.reduce(0) { $0 + $1.voluntarySwitches }
    voluntarySwitchesPerThousand = Double(switches) / messages * 1_000

    // Memory is looked at in the first launch.
    allocationsPerMessage = launches.lazy.compactMap(\.allocationsPerMessage).first?[index]
    retainedBytesPerMessage = launches.lazy.compactMap(\.retainedBytesPerMessage).first?[index]
    memoryPerSocket = launches.lazy.compactMap(\.memoryPerSocket).first?[index]
    percentiles = Report.Percentiles(
      launches.filter { !$0.durations.isEmpty }.map { $0.durations[index] },
      messagesPerMove: comparison.wiring.messagesPerMove)
    injectedPercent = arm.delayShare.map { _ in Self.injectedPercent(index, launches) }
  }

  /// The delay of an arm in per cent of the baseline's time, in the middle of all launches.
  private static func injectedPercent(_ arm: Int, _ launches: [Launch]) -> Double {
    launches.compactMap { launch in
      launch.delayNanoseconds.map { delays in
        100 * delays[arm] / launch.rounds.map { $0[0].nanosecondsPerMessage }.median
      }
    }.median
  }
}

extension Report.Percentiles {
  /// The points of a curve, closer where it is steep.
  private static let steps = [
    0, 10, 25, 50, 75, 90, 95, 97.5, 99, 99.5, 99.75, 99.9, 99.95, 99.99, 99.999,
  ]

  /// - Returns: `nil` when nothing was timed.
  fileprivate init?(_ durations: [Distribution], messagesPerMove: Int) {
    guard var all = durations.first else { return nil }
    for more in durations.dropFirst() { all.add(more) }
    let count = Double(messagesPerMove)
    self.init(
      p50: all.percentile(50) / count, p90: all.percentile(90) / count, p99: all.percentile(99) / count,
      p999: all.percentile(99.9) / count, max: all.maximum / count,
      curve: Self.steps.prefix { (1 - $0 / 100) * Double(all.count) >= 1 }.map {
        Point(percent: $0, nanoseconds: all.percentile($0) / count)
      })
  }
}

extension Report.Rate {
  /// - Parameter samples: Those of the arm. The median counts: where the sender does not keep up, it is late in every run.
  init(offered: Double, _ samples: [Sample]) {
    let achieved = samples.compactMap { sample in
      sample.sendingNanoseconds.map { Double(sample.messages) * 1e9 / $0 }
    }.median
    self.init(offered: offered, achieved: achieved, isAchieved: achieved >= 0.99 * offered)
  }
}
