extension Report {
  /// What a self-test says of the instrument, on this machine and at this time.
  public struct SelfTest: Codable, Sendable {
    /// How often the same was compared with the same.
    public var trials: Int
    /// In which part of those a difference was found.
    public var falseAlarmRate: Double
    /// What became of the delays that were injected.
    public var detections: [Detection]
  }

  /// A delay of known length, and what was found of it.
  public struct Detection: Codable, Sendable {
    /// The transport's name.
    public var transport: String
    /// The scheme of the address.
    public var endpoint: String
    /// The size of each message in bytes.
    public var size: Int
    /// By how many per cent of its time the loop was delayed.
    public var injectedPercent: Double
    /// By how many per cent more time it took.
    public var foundPercent: Interval
    /// What the comparison says; *slower* is right, *unresolved* is honest.
    public var verdict: Verdict

    /// Whether it was found to be slower.
    public var isDetected: Bool { verdict == .slower }

    /// Whether the size fits: what was injected lies in the interval, which is allowed to miss it by a fifth.
    public var isRightSize: Bool {
      let slack = injectedPercent / 5
      return (foundPercent.low - slack...foundPercent.high + slack).contains(injectedPercent)
    }

    /// Whether it contradicts what is known.
    public var isWrong: Bool { verdict == .faster || verdict == .equivalent || isDetected && !isRightSize }
  }
}

extension Report.SelfTest {
  /// The share of false alarms that is allowed.
  public static let allowedFalseAlarmRate = 0.05

  /// Judges the results of ``Experiment/selfTests``.
  ///
  /// - Returns: `nil` when there are none.
  init?(_ results: [Report.Result]) {
    let same = results.filter { $0.experiment == Experiment.sameAgainstSame.name }.flatMap(\.comparisons)
    guard !same.isEmpty else { return nil }
    trials = same.count
    falseAlarmRate =
      Double(same.count { $0.verdict == .faster || $0.verdict == .slower }) / Double(same.count)
    detections = results.flatMap { result in
      result.arms.compactMap { arm in
        guard let injected = arm.injectedPercent,
          let comparison = result.comparisons.first(where: { $0.arm == arm.name })
        else { return nil }
        return Report.Detection(
          transport: result.transport, endpoint: result.endpoint, size: result.size,
          injectedPercent: injected, foundPercent: comparison.ratio.map { ($0 - 1) * 100 },
          verdict: comparison.verdict)
      }
    }
  }

  /// Whether the instrument can be trusted here.
  public var passes: Bool {
    falseAlarmRate <= Self.allowedFalseAlarmRate && !detections.contains(where: \.isWrong)
  }

  var sentences: [String] {
    let percent = Figures.short(falseAlarmRate * 100)
    let allowed = Figures.short(Self.allowedFalseAlarmRate * 100)
    return ["of \(trials) comparisons of the same with the same, \(percent) % differ; \(allowed) % may."]
      + detections.map { detection in
        let place = "\(detection.transport) over \(detection.endpoint) at \(Figures.size(detection.size))"
        let injected = Figures.short(detection.injectedPercent)
        let found = detection.foundPercent
        let size = "\(Figures.short(found.estimate)) % (\(Figures.range(found, Figures.short)))"
        let judgement =
          if detection.isWrong {
            "is taken for \(size), \(detection.verdict.rawValue): wrong"
          } else if detection.isDetected {
            "is found as \(size)"
          } else {
            "is lost in the noise: \(size)"
          }
        return "\(place): a delay of \(injected) % \(judgement)."
      } + [
        passes
          ? "The instrument passes." : "The instrument does not pass: do not trust it on this machine now."
      ]
  }
}
