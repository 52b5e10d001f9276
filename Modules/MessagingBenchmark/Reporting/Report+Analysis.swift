import Histogram

extension Report.Result {
  /// - Parameters:
  ///   - messagesPerRound: The messages, or round trips, of each arm in a round.
  ///   - allocations: By arm; `nil` where they were not counted.
  ///   - retained: By arm; `nil` where no messages are kept.
  /// - Returns: `nil` when there are too few rounds for intervals.
  init?(
    _ comparison: Comparison, launches: [Launch], messagesPerRound: Int, allocations: [Double]?,
    retained: [Double]?
  ) {
    let names = comparison.arms.map(\.name)
    let control = comparison.arms.count
    let times = Analysis(of: launches, confidence: 0.95)
    let ratios = Analysis(of: launches, confidence: Settings.confidence(comparisons: names.count - 1))
    guard let controlRatio = ratios.ratio(of: control, to: 0) else { return nil }

    var arms: [Report.Arm] = []
    for (index, name) in names.enumerated() {
      guard let time = times.interval({ $0[index].nanosecondsPerMessage }) else { return nil }
      let samples = launches.flatMap { $0.rounds.map { $0[index] } }
      let messages = Double(samples.reduce(0) { $0 + $1.messages })
      let histograms = launches.filter { !$0.roundTrips.isEmpty }.map { $0.roundTrips[index] }
      arms.append(
        Report.Arm(
          name: name, nanosecondsPerMessage: time, messagesPerSecond: 1e9 / time.estimate,
          allocationsPerMessage: allocations?[index],
          retainedBytesPerMessage: retained?[index],
          memoryPerSocket: launches.first?.memoryPerSocket[index],
          cpuNanosecondsPerMessage: samples.reduce(0) { $0 + $1.processorNanoseconds } / messages,
          voluntarySwitchesPerThousand: Double(samples.reduce(0) { $0 + $1.voluntarySwitches })
            / messages * 1_000,
          percentiles: Report.Percentiles(roundTrips: histograms)))
    }

    func compare(_ arm: Int, _ baseline: Int) -> Report.Comparison? {
      ratios.ratio(of: arm, to: baseline).map { ratio in
        Report.Comparison(
          arm: names[arm], baseline: names[baseline], ratio: ratio, control: controlRatio,
          verdict: Verdict(ratio: ratio, control: controlRatio))
      }
    }
    let comparisons = names.indices.dropFirst().compactMap { compare($0, 0) }
    guard comparisons.count == names.count - 1 else { return nil }

    func best(_ indices: [Int]) -> Int? {
      indices.min { arms[$0].nanosecondsPerMessage.estimate < arms[$1].nanosecondsPerMessage.estimate }
    }
    contest = comparison.contest.flatMap { contest in
      guard let arm = best(contest.arms), let other = best(contest.others) else { return nil }
      return compare(arm, other)
    }

    let counts = comparison.arms.compactMap(\.count)
    growth = counts.isEmpty ? nil : times.exponent(over: counts).map { Report.Growth(exponent: $0) }

    experiment = comparison.experiment
    subject = comparison.subject
    transport = comparison.transports.joined(separator: ",")
    endpoint = comparison.endpoint.scheme
    pattern = comparison.wiring.name
    size = comparison.size
    rounds = launches.reduce(0) { $0 + $1.rounds.count }
    self.messagesPerRound = messagesPerRound
    self.arms = arms
    self.comparisons = comparisons
  }
}

extension Report.Percentiles {
  /// - Returns: `nil` when there are no round trips.
  init?(roundTrips: [Histogram<UInt64>]) {
    guard var all = roundTrips.first else { return nil }
    for more in roundTrips.dropFirst() { all.add(more) }
    func half(_ value: UInt64) -> Double { Double(value) / 2 }
    self.init(
      p50: half(all.valueAtPercentile(50)), p90: half(all.valueAtPercentile(90)),
      p99: half(all.valueAtPercentile(99)), p999: half(all.valueAtPercentile(99.9)),
      max: half(all.max))
  }
}
