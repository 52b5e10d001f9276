extension Difference {
  /// What of two runs is judged, and how.
  public struct Criteria: Sendable {
    /// By how many per cent more time something has to take to be a regression.
    public var thresholdPercent: Double
    /// Whether times are judged, and not only their ratios within each run.
    public var judgesTimes: Bool

    /// What of two runs is judged, and how.
    public init(thresholdPercent: Double = 5, judgesTimes: Bool = false) {
      self.thresholdPercent = thresholdPercent
      self.judgesTimes = judgesTimes
    }
  }

  /// Compares two runs, arm by arm.
  ///
  /// What is judged is the ratio of an arm's time to the first arm's: both were measured at the same time, so
  /// that what the machine did otherwise met both. What makes all arms slower alike is not seen so, but only
  /// in their times.
  public init(from old: Report, named name: String, to new: Report, _ criteria: Criteria) {
    baseline = name
    baselineCommit = old.environment.commit
    thresholdPercent = criteria.thresholdPercent
    baselineWarnings = old.warnings
    environmentDifferences = new.environment.differences(from: old.environment)
    let before = Self.arms(of: old)
    let after = Self.arms(of: new)
    let known = Dictionary(before.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    changes = after.compactMap { arm in known[arm.id].map { Change(from: $0, to: arm, criteria) } }
    onlyInBaseline = Self.places(of: before, without: after)
    onlyInThis = Self.places(of: after, without: before)
  }

  /// An arm with what it was compared with in its run.
  fileprivate struct PlacedArm {
    struct ID: Hashable {
      var place: Place
      var name: String
      /// What it was compared with: otherwise its ratio is another quantity.
      var baseline: String?
    }

    var id: ID
    var time: Interval
    var comparison: Report.Comparison?
  }

  private static func arms(of report: Report) -> [PlacedArm] {
    report.results.flatMap { result in
      result.arms.map { arm in
        let comparison = result.comparisons.first { $0.arm == arm.name }
        return PlacedArm(
          id: .init(place: Place(result), name: arm.name, baseline: comparison?.baseline),
          time: arm.nanosecondsPerMessage, comparison: comparison)
      }
    }
  }

  /// What one run has and the other has not: places, or arms where the other has the place.
  private static func places(of arms: [PlacedArm], without others: [PlacedArm]) -> [String] {
    let known = Set(others.map(\.id))
    let knownPlaces = Set(known.map(\.place))
    return arms.filter { !known.contains($0.id) }.reduce(into: []) { titles, arm in
      let place = arm.id.place
      let title = knownPlaces.contains(place) ? "\(place.title) \(arm.id.name)" : place.title
      if titles.last != title { titles.append(title) }
    }
  }
}

extension Difference.Change {
  var place: Place {
    Place(
      experiment: experiment, subject: subject, transport: transport, endpoint: endpoint, pattern: pattern,
      size: size)
  }

  fileprivate init(
    from old: Difference.PlacedArm, to new: Difference.PlacedArm, _ criteria: Difference.Criteria
  ) {
    let place = new.id.place
    experiment = place.experiment
    subject = place.subject
    transport = place.transport
    endpoint = place.endpoint
    pattern = place.pattern
    size = place.size
    arm = new.id.name
    let threshold = criteria.thresholdPercent / 100
    if let before = old.comparison, let after = new.comparison {
      let noise = Difference.Development(from: before.control, to: after.control)
      control = noise
      ratio = Difference.Development(from: before.ratio, to: after.ratio)
      ratio?.judge(against: noise.change, threshold: threshold)
    }
    time = Difference.Development(from: old.time, to: new.time)
    if criteria.judgesTimes { time.judge(against: nil, threshold: threshold) }
  }
}

extension Difference.Development {
  fileprivate init(from old: Interval, to new: Interval) {
    self.init(old: old, new: new, change: .change(from: old, to: new))
  }

  fileprivate mutating func judge(against control: Interval?, threshold: Double) {
    verdict = Difference.Judgement(change, control: control, threshold: threshold)
  }
}

extension Environment {
  /// In what this one differs from another, of what figures depend on. Of libraries, those that both have
  /// count.
  public func differences(from other: Environment) -> [String] {
    func build(_ environment: Environment) -> String { environment.isDebugBuild ? "debug" : "release" }
    let libraries = libraries.keys.sorted().compactMap { transport in
      other.libraries[transport].map { (transport, $0, self.libraries[transport, default: ""]) }
    }
    let properties =
      [
        ("processor", other.processor, processor), ("cores", "\(other.cores)", "\(cores)"),
        ("kernel", other.kernel, kernel), ("operating system", other.operatingSystem, operatingSystem),
        ("Swift", other.swift, swift), ("build", build(other), build(self)),
      ] + libraries
    return properties.filter { $0.1 != $0.2 }.map { "\($0.0): \($0.2), was \($0.1)" }
  }
}
