extension Report {
  /// What the results say, in words.
  var sentences: [String] {
    let overhead = results.filter { $0.experiment == Experiment.bindingOverhead.name }
    let others = results.filter { $0.experiment != Experiment.bindingOverhead.name }
    return others.flatMap(\.sentences)
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
    let ends = highest.1.ratio
    var sentence =
      "\(transport): Swift takes \(median) times what C takes, the median of \(ratios.count) comparisons, "
      + "of which \(slower) found Swift slower; the highest is \(Figures.ratio(ends.estimate)) "
      + "(\(Figures.range(ends, Figures.ratio))), \(highest.1.arm) over \(highest.0.endpoint) "
      + "at \(Figures.size(highest.0.size))"
    if let most = allocations.max() {
      sentence += "; it allocates at most \(Figures.short(most)) times a message beyond what C does"
    }
    return sentence + "."
  }
}

extension Report.Result {
  /// What the comparisons say, in words.
  var sentences: [String] {
    comparisons.map { comparison in
      let (arm, baseline, ratio) = (comparison.arm, comparison.baseline, comparison.ratio)
      switch comparison.verdict {
      case .faster:
        return "\(arm) is \(Self.gain(ratio.map { 1 / $0 }.ordered)) faster than \(baseline) \(place)."
      case .slower: return "\(arm) is \(Self.gain(ratio)) slower than \(baseline) \(place)."
      case .equivalent:
        return "\(arm) takes as long as \(baseline) \(place), within 2 %: "
          + "ratio \(Figures.ratio(ratio.estimate)) (\(Figures.range(ratio, Figures.ratio)))."
      case .unresolved:
        return "\(arm) against \(baseline) \(place) is unresolved: "
          + "ratio \(Figures.ratio(ratio.estimate)) (\(Figures.range(ratio, Figures.ratio))), "
          + "control \(Figures.range(comparison.control, Figures.ratio))."
      }
    }
  }

  private var place: String {
    let library = transport.contains(",") ? "" : "with \(transport) "
    let size = experiment == Experiment.handover.name ? "" : " at \(Figures.size(size))"
    return "\(library)over \(endpoint)\(size)"
  }

  /// How many times as fast or slow, from 1.5 on, or by how many per cent.
  private static func gain(_ factor: Interval) -> String {
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
