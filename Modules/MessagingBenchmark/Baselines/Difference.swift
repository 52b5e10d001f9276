/// What became of the results of an earlier run.
public struct Difference: Codable, Sendable {
  /// What the earlier run is called, such as the path of its file.
  public var baseline: String
  /// The commit that the earlier run's `msgbench` was built from; `nil` where that is not known.
  public var baselineCommit: String?
  /// By how many per cent more time something has to take to be a regression.
  public var thresholdPercent: Double
  /// In what the environments differ, although they were compared.
  public var environmentDifferences: [String]
  /// One for each arm that both have.
  public var changes: [Change]
  /// What made the earlier run's figures doubtful.
  public var baselineWarnings: [String]
  /// What only the earlier run has.
  public var onlyInBaseline: [String]
  /// What the earlier run does not have.
  public var onlyInThis: [String]

  /// What became of an arm.
  public struct Change: Codable, Sendable {
    /// The experiment's name.
    public var experiment: String
    /// What is compared, where the experiment compares several things.
    public var subject: String?
    /// The transport's name; with several, their names with commas between them.
    public var transport: String
    /// The scheme of the address.
    public var endpoint: String
    /// The pattern's name.
    public var pattern: String
    /// The size of each message in bytes.
    public var size: Int
    /// The arm's name.
    public var arm: String
    /// Of its time to that of the first arm, each measured within one run; `nil` for the first.
    public var ratio: Development?
    /// Of the first arm's time to its own, measured twice in each run: what noise changes. `nil` for the
    /// first arm.
    public var control: Development?
    /// Of its time in nanoseconds. What else the machine did in either run is part of it.
    public var time: Development
  }

  /// A quantity in two runs.
  public struct Development: Codable, Sendable {
    /// In the earlier run.
    public var old: Interval
    /// In this run.
    public var new: Interval
    /// new / old: above 1 it takes more time.
    public var change: Interval
    /// What that says; `nil` where it is not to be judged.
    public var verdict: Judgement?
  }

  /// What a change says.
  public enum Judgement: String, Codable, Hashable, Sendable {
    /// It takes more time, by more than the threshold.
    case regression
    /// It takes less time, by more than the threshold.
    case improvement
    /// Any change is smaller than the threshold.
    case unchanged
    /// The measurements are too noisy to tell.
    case unresolved
  }

  /// What was judged.
  public var judgements: [Judgement] {
    changes.flatMap { [$0.ratio?.verdict, $0.time.verdict] }.compactMap(\.self)
  }

  /// How often the judgement is this.
  public func count(_ judgement: Judgement) -> Int { judgements.count { $0 == judgement } }
}
