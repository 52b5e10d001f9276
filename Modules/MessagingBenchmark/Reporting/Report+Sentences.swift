extension Report {
  /// What the results say, in words.
  var sentences: [String] {
    // Findings say it already, with less noise.
    if !findings.isEmpty { return notes }
    let overhead = results.filter { $0.experiment == Experiment.bindingOverhead.name }
    let crossovers = results.filter { $0.experiment == Experiment.crossover.name }
    let special = [Experiment.memoryStrategy, .bindingOverhead, .crossover, .sameAgainstSame, .injectedDelay]
      .map(\.name)
    return results.filter { !special.contains($0.experiment) }.flatMap { $0.sentences + $0.missedRates }
      + recommendations + Self.crossovers(in: crossovers) + (selftest?.sentences ?? [])
      + configuration.transports.compactMap { transport in
        Self.overhead(of: transport, in: overhead.filter { $0.transport == transport })
      } + notes
  }

  /// The binding's costs over all its calls, in a sentence: there are too many to read one by one.
  private static func overhead(of transport: String, in results: [Result]) -> String? {
    let ratios = results.flatMap { result in result.comparisons.map { (result, $0) } }
    guard let highest = ratios.max(by: { $0.1.ratio.estimate < $1.1.ratio.estimate }) else { return nil }
    let slower = ratios.count { $0.1.verdict == .slower }
    let allocations = results.compactMap { result -> Double? in
      guard let first = result.arms.first?.allocationsPerMessage,
        let last = result.arms.last?.allocationsPerMessage
      else { return nil }
      return last - first
    }
    let median = Figures.ratio(ratios.map(\.1.ratio.estimate).median)
    var sentence =
      "\(transport): Swift takes \(median) times what C takes, the median of \(ratios.count) comparisons, "
      + "of which \(slower) found Swift slower; the highest is \(Figures.ratio(highest.1.ratio)), "
      + "\(highest.1.arm) over \(highest.0.endpoint) "
      + "at \(Figures.size(highest.0.size))"
    if let most = allocations.max() {
      sentence += "; it allocates at most \(Figures.short(most)) times a message beyond what C does"
    }
    return sentence + "."
  }
}

extension Report {
  /// From which size handing over wins, for each transport and kind of address.
  private static func crossovers(in results: [Result]) -> [String] {
    var places: [[Result]] = []
    for result in results {
      if let last = places.last?.last, last.transport == result.transport, last.endpoint == result.endpoint {
        places[places.count - 1].append(result)
      } else {
        places.append([result])
      }
    }
    return places.map { results in
      let ordered = results.sorted { $0.size < $1.size }
      let place = "\(ordered[0].transport) over \(ordered[0].endpoint)"
      let winning = ordered.reversed().prefix { $0.comparisons.first?.verdict == .faster }.last
      guard let winning, let ratio = winning.comparisons.first?.ratio else {
        return
          "\(place): handing over is not seen to win at the largest size; copy, by PoolOptions.crossover = .max."
      }
      return "\(place): handing over wins from \(Figures.size(winning.size)) on, where it takes "
        + "\(Figures.ratio(ratio)) times the time of copying."
    }
  }
}

extension Report.Result {
  /// What the comparisons say, in words.
  var sentences: [String] {
    if transports.count > 1 { return [transportSentence] }
    if let growth { return [sentence(about: growth)] }
    return comparisons.map { comparison in
      let (arm, baseline, ratio) = (comparison.arm, comparison.baseline, comparison.ratio)
      switch comparison.verdict {
      case .faster:
        return "\(arm) is \(Self.gain(ratio.map { 1 / $0 }.ordered)) faster than \(baseline) \(place)."
      case .slower: return "\(arm) is \(Self.gain(ratio)) slower than \(baseline) \(place)."
      case .equivalent:
        return "\(arm) takes as long as \(baseline) \(place), within 2 %: "
          + "ratio \(Figures.ratio(ratio))."
      case .unresolved:
        return "\(arm) against \(baseline) \(place) is unresolved: "
          + "ratio \(Figures.ratio(ratio)), "
          + "control \(Figures.range(comparison.control, Figures.ratio))"
          + (comparison.resolvingSeconds.map { "; about \(Figures.duration($0)) more would tell" } ?? "")
          + "."
      }
    }
  }

  /// Which arms of an open loop did not send as fast as they were to.
  fileprivate var missedRates: [String] {
    arms.compactMap { arm in
      guard let rate = arm.rate, !rate.isAchieved else { return nil }
      return "\(arm.transport) over \(endpoint) at \(Figures.size(size)): target rate not achieved: "
        + "\(Figures.scaled(rate.achieved)) of \(Figures.scaled(rate.offered)) messages per second."
    }
  }

  /// Which transport is how fast, in a sentence.
  private var transportSentence: String {
    let others = zip(transports.dropFirst(), transportComparisons).map { transport, comparison in
      let ratio = comparison.ratio
      return switch comparison.verdict {
      case .faster: "\(transport) is \(Self.gain(ratio.map { 1 / $0 }.ordered)) faster than \(transports[0])"
      case .slower: "\(transport) is \(Self.gain(ratio)) slower than \(transports[0])"
      case .equivalent: "\(transport) takes as long as \(transports[0])"
      case .unresolved: "\(transport) against \(transports[0]) is unresolved, \(Figures.ratio(ratio))"
      }
    }
    return "\(experiment) \(place): " + others.joined(separator: "; ") + "."
  }

  var place: String {
    let library = transport.contains(",") || transport == Arm.noTransport ? "" : "with \(transport) "
    let size = experiment == Experiment.handover.name || size == 0 ? "" : " at \(Figures.size(size))"
    let way =
      switch pattern {
      case Wiring.oneThread.name: "in one thread"
      case Wiring.twoThreads.name: "across two threads"
      default: "over \(endpoint)"
      }
    return "\(library)\(way)\(size)" + (subject.map { ", \($0)" } ?? "")
  }

  /// How many times as fast or slow, from 1.5 on, or by how many per cent.
  static func gain(_ factor: Interval) -> String {
    guard factor.estimate < 1.5 else {
      return "\(Figures.short(factor.estimate))x (\(Figures.range(factor, Figures.short)))"
    }
    let percent = factor.map { ($0 - 1) * 100 }
    return "\(Figures.short(percent.estimate)) % (\(Figures.range(percent, Figures.short)))"
  }
}

extension Interval {
  /// The same with the lower end first, after a transformation that turned them round.
  var ordered: Interval { Interval(estimate: estimate, low: min(low, high), high: max(low, high)) }
}
