/// What a run of `msgbench` found, in the form of its JSON output.
public struct Report: Codable, Sendable {
  /// The form's name and version.
  public var schema = currentSchema
  /// What it was measured on.
  public var environment: Environment
  /// What was asked for.
  public var configuration: Configuration
  /// One for each comparison.
  public var results: [Result] = []
  /// What became of claims.
  public var findings: [Finding] = []
  /// Why pipelines take different times.
  public var explanations: [Explanation] = []
  /// What the instrument found of what is known; only of a self-test.
  public var selftest: SelfTest?
  /// What became of an earlier run's results; only where there is one to compare with.
  public var difference: Difference?
  /// Launches without a result.
  public var failures: [Failure] = []
  /// What was left out, and why.
  public var notes: [String]
  /// What makes the figures doubtful, and what would help.
  public var warnings: [String] = []

  static let currentSchema = "msgbench/1"

  init(environment: Environment, configuration: Configuration, notes: [String]) {
    self.environment = environment
    self.configuration = configuration
    self.notes = notes
  }

  /// A launch that gave no result.
  public struct Failure: Codable, Sendable {
    /// The comparison that was measured.
    public var place: String
    /// What went wrong, such as a ``DeliveryError`` or the signal that ended the process.
    public var reason: String
  }

  /// One comparison's arms, and how they compare with the first.
  public struct Result: Codable, Sendable {
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
    /// How many processes measured it.
    public var launches: Int
    /// How many rounds they measured together.
    public var rounds: Int
    /// How many messages, or round trips, each arm moved in a round of the last launch.
    public var messagesPerRound: Int
    /// The baseline first.
    public var arms: [Arm]
    /// One for each arm but the baseline.
    public var comparisons: [Comparison]
    /// The best of some arms against the best of others, such as those with a pool and those without.
    public var contests: [Contest]
    /// How the time grows from arm to arm; only in `scaling`.
    public var growth: Growth?
  }

  /// How a time grows with a number, as a power of it.
  public struct Growth: Codable, Sendable {
    /// 0 where the number makes no difference, 1 where the time is proportional to it.
    public var exponent: Interval
  }

  /// One arm's figures.
  public struct Arm: Codable, Sendable {
    /// Unique within the result.
    public var name: String
    /// The name of its transport; "any" where it makes no difference.
    public var transport: String
    /// The time of one message. In `latency`, half the median round trip; in an open loop, the median time from when a
    /// message was to be sent to when it was received.
    public var nanosecondsPerMessage: Interval
    /// Its inverse; in an open loop the achieved rate.
    public var messagesPerSecond: Double
    /// How many messages were to be sent, and were; only of an open loop.
    public var rate: Rate?
    /// Of the whole process; `nil` where they cannot be counted.
    public var allocationsPerMessage: Double?
    /// How much longer than the baseline's its messages were made to take, in per cent of that; only in a self-test.
    public var injectedPercent: Double?
    /// How much memory the process has in use for each message that is kept; only in `retention`.
    public var retainedBytesPerMessage: Double?
    /// What an idle socket takes; only of sockets in `scaling`.
    public var memoryPerSocket: SocketMemory?
    /// The processor time of all threads.
    public var cpuNanosecondsPerMessage: Double
    /// How often a thread went to sleep, for each thousand messages.
    public var voluntarySwitchesPerThousand: Double
    /// Of what ``nanosecondsPerMessage`` is the median of; only in `latency`.
    public var percentiles: Percentiles?
  }

  /// Messages per second of an open loop.
  public struct Rate: Codable, Sendable {
    /// How many were to be sent.
    public var offered: Double
    /// How many were sent, in the median run: by when the last message was, against when it was to be.
    public var achieved: Double
    /// Whether that is as many, within one per cent.
    public var isAchieved: Bool
  }

  /// The distribution of a latency, in nanoseconds.
  public struct Percentiles: Codable, Sendable {
    /// The median.
    public var p50: Double
    /// What 90 % stay below.
    public var p90: Double
    /// What 99 % stay below.
    public var p99: Double
    /// What 99.9 % stay below.
    public var p999: Double
    /// The longest.
    public var max: Double
    /// More of the distribution, as far as there were messages enough, in ascending order; `nil` in older results.
    public var curve: [Point]?

    /// A point of a distribution.
    public struct Point: Codable, Sendable {
      /// How many per cent stay below.
      public var percent: Double
      /// What they stay below.
      public var nanoseconds: Double
    }
  }

  /// The best of some arms compared with the best of others.
  public struct Contest: Codable, Sendable {
    /// What the arms have and the others have not.
    public var subject: String
    /// The two best ones.
    public var comparison: Comparison
  }

  /// An arm compared with the baseline.
  public struct Comparison: Codable, Sendable {
    /// The arm's name.
    public var arm: String
    /// The baseline's name.
    public var baseline: String
    /// time(arm) / time(baseline): below 1 is faster.
    public var ratio: Interval
    /// time(baseline again) / time(baseline): what the instrument shows where there is no difference.
    public var control: Interval
    /// What that says.
    public var verdict: Verdict
    /// How many launches by themselves found the arm faster by more than 2 %, and by more than any of them found where there
    /// is no difference.
    public var fasterLaunches: Int
    /// How many launches by themselves found it slower by as much.
    public var slowerLaunches: Int
    /// How many seconds more would resolve it, about; only of what is unresolved.
    public var resolvingSeconds: Double?
  }
}
