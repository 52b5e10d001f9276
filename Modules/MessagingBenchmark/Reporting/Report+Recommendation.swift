extension Report {
  /// What to use on a transport, from `memory-strategy`: a sentence for the sizes to which the same applies.
  var recommendations: [String] {
    var groups: [[Result]] = []
    for result in results where result.experiment == Experiment.memoryStrategy.name {
      if let last = groups.last?.last, last.isAdvisedAs(result) {
        groups[groups.count - 1].append(result)
      } else {
        groups.append([result])
      }
    }
    return groups.map { group in
      let sizes = [group[0].size, group[group.count - 1].size].map(Figures.size)
      let range = group.count == 1 ? sizes[0] : "\(sizes[0]) to \(sizes[1])"
      return "\(group[0].transport) over \(group[0].endpoint), \(range): \(Self.sending(group)); "
        + "\(Self.receiving(group))."
    }
  }

  private static func sending(_ group: [Result]) -> String {
    let pooled = group.compactMap { $0.contest("pool") }
    guard let first = pooled.first else { return "no pool was measured" }
    return switch first.verdict {
    case .faster: "rent what is sent from a pool, \(gain(pooled)) faster than the best without"
    case .slower: "send \(method(first.baseline)), without a pool, which is \(gain(pooled)) slower"
    case .equivalent: "a pool makes no difference to sending, within 2 %"
    case .unresolved: "whether a pool helps is unresolved, \(unresolved(pooled))"
    }
  }

  private static func receiving(_ group: [Result]) -> String {
    let buffers = group.compactMap { $0.contest("buffer") }
    guard let first = buffers.first else { return "no buffer was measured" }
    return switch first.verdict {
    case .faster: "receive into a buffer, \(gain(buffers)) faster than messages"
    case .slower: "receive messages, a buffer is \(gain(buffers)) slower"
    case .equivalent: "receive messages or into a buffer, they take as long within 2 %"
    case .unresolved: "whether a buffer is better to receive into is unresolved, \(unresolved(buffers))"
    }
  }

  /// The way to send that an arm is named after.
  private static func method(_ arm: String) -> String {
    switch arm.prefix(while: { $0 != "+" }) {
    case "copy": "copies"
    case "message": "messages"
    case let other: String(other)
    }
  }

  /// By how much, over several sizes: the least and the most of what any of them may be.
  private static func gain(_ comparisons: [Comparison]) -> String {
    let factors = comparisons.map { comparison in
      comparison.verdict == .faster ? comparison.ratio.map { 1 / $0 }.ordered : comparison.ratio
    }
    guard factors.count > 1 else { return Result.gain(factors[0]) }
    let estimates = factors.map(\.estimate)
    let ends = [estimates.min()!, estimates.max()!].map(Figures.short)
    let low = Figures.short(factors.map(\.low).min()!)
    let high = Figures.short(factors.map(\.high).max()!)
    return "\(ends[0]) to \(ends[1]) times (\(low)-\(high))"
  }

  private static func unresolved(_ comparisons: [Comparison]) -> String {
    let longest = comparisons.compactMap(\.resolvingSeconds).max() ?? 0
    return "the ratio is \(comparisons.map { Figures.ratio($0.ratio) }.joined(separator: ", ")); "
      + "about \(Figures.duration(longest)) more would tell"
  }
}

extension Report.Result {
  fileprivate func contest(_ subject: String) -> Report.Comparison? {
    contests.first { $0.subject == subject }?.comparison
  }

  /// Whether another size of the same is advised in the same words.
  fileprivate func isAdvisedAs(_ other: Report.Result) -> Bool {
    func words(_ result: Report.Result) -> [String?] {
      [result.transport, result.endpoint, result.contest("pool")?.verdict.rawValue]
        + [result.contest("buffer")?.verdict.rawValue]
    }
    return words(self) == words(other)
  }
}
