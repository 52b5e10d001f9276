extension Report {
  /// What became of a claim, on a transport, over a kind of address, with a size of messages.
  public struct Finding: Codable, Sendable {
    /// The claim's short name.
    public var id: String
    /// The claim.
    public var claim: String
    /// The transport's name; "any" where it makes no difference.
    public var transport: String
    /// The scheme of the address; "memory" where there are no sockets.
    public var endpoint: String
    /// The pattern's name; `nil` where the claim is not applicable, and in older results.
    public var pattern: String?
    /// Bytes; 0 where the size makes no difference.
    public var size: Int
    /// What the ones who made the claim found.
    public var seedRatio: Double?
    /// What was found here: time(arm) / time(baseline), of the arm that decides.
    public var ratio: Interval?
    /// What became of it.
    public var verdict: FindingVerdict
    /// Why, in a sentence.
    public var reason: String
    /// What to do about it.
    public var advice: String
  }

  /// Judges claims by results.
  mutating func judge(_ claims: [Claim], on transports: [BenchmarkedTransport]) {
    findings = claims.flatMap { claim in
      results.filter { $0.experiment == claim.experiment.name }
        .filter { claim.wiring == nil || claim.wiring?.name == $0.pattern }
        .compactMap { Finding(claim, $0) }
        + explanations.filter { $0.experiment == claim.experiment.explainedName }
        .map { Finding(claim, $0) }
        + transports.compactMap { transport in
          claim.notApplicable(transport).map { Finding(claim, isNotApplicableTo: transport, because: $0) }
        }
    }
  }
}

extension Report.Finding {
  /// - Returns: `nil` when the claim says nothing of such a result.
  fileprivate init?(_ claim: Claim, _ result: Report.Result) {
    let judged = claim.predictions.filter { $0.sizes.contains(result.size) }.compactMap { prediction in
      prediction.judge(result).map { (arm: prediction.arm, verdict: $0, isOfTimes: prediction.isOfTimes) }
    }
    guard !judged.isEmpty else { return nil }
    let decisive =
      judged.first { $0.verdict == .refuted } ?? judged.first { $0.verdict == .unresolved } ?? judged[0]
    let reason =
      switch decisive.verdict {
      case .holds: claim.whenHolding
      case .refuted: claim.whenRefuted
      case .unresolved, .notApplicable:
        result.comparisons.first { $0.arm == decisive.arm }.flatMap {
          Self.dependence(of: $0, launches: result.launches)
        } ?? "the interval leaves both open"
      }
    self.init(
      claim, result.transport, result.endpoint, result.pattern, result.size, decisive.verdict,
      because: reason,
      // What allocations decide has no ratio of times.
      ratio: decisive.isOfTimes ? result.comparisons.first { $0.arm == decisive.arm }?.ratio : nil)
  }

  private init(
    _ claim: Claim, _ transport: String, _ endpoint: String, _ pattern: String?, _ size: Int,
    _ verdict: FindingVerdict, because reason: String, ratio: Interval? = nil
  ) {
    id = claim.id
    self.claim = claim.text
    (self.transport, self.endpoint, self.pattern, self.size) = (transport, endpoint, pattern, size)
    seedRatio = claim.seedRatios[size]
    (self.ratio, self.verdict, self.reason, advice) = (ratio, verdict, reason, claim.advice)
  }

  private static let dependent = "it depends on the machine's state"

  /// Whether launches contradict each other.
  var isDependent: Bool { verdict == .unresolved && reason.hasPrefix(Self.dependent) }

  /// What is to be said where launches contradict each other: an average over them would be true of none.
  private static func dependence(of comparison: Report.Comparison, launches: Int) -> String? {
    let (faster, slower) = (comparison.fasterLaunches, comparison.slowerLaunches)
    // One launch contradicts nothing.
    guard min(faster, slower) >= max(2, launches / 4) else { return nil }
    return
      "\(dependent): \(slower) of \(launches) launches found it slower, \(faster) faster"
  }

  /// Of a claim that isolated costs predict a pipeline.
  fileprivate init(_ claim: Claim, _ explanation: Explanation) {
    let missing = explanation.unpredictedNanoseconds
    let figures =
      "the parts differ by \(Figures.short(explanation.isolatedNanoseconds.estimate)) ns, the pipelines by "
      + "\(Figures.short(explanation.gapNanoseconds.estimate)) ns"
    let (verdict, reason): (FindingVerdict, String) =
      // Even the noise could hide no more than what does not matter.
      if max(abs(missing.low), abs(missing.high)) <= Explanation.margin * explanation.slowerNanoseconds {
        (.holds, "\(figures): \(claim.whenHolding)")
      } else if missing.low > 0 || missing.high < 0 {
        (.refuted, "\(figures): \(claim.whenRefuted)")
      } else {
        (.unresolved, "\(figures), and the interval leaves both open")
      }
    self.init(
      claim, explanation.transport, explanation.endpoint, explanation.pattern, explanation.size, verdict,
      because: reason)
  }

  fileprivate init(_ claim: Claim, isNotApplicableTo transport: BenchmarkedTransport, because reason: String)
  {
    self.init(claim, transport.name, "", nil, 0, .notApplicable, because: reason)
  }

  /// Over what it was measured: the kind of address, and the pattern unless it is the usual one.
  var way: String { [endpoint, Wiring.remark(on: pattern)].compactMap(\.self).joined(separator: " ") }
}
