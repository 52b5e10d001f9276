/// How long and how hard the behaviors try.
public struct ConformanceSettings: Hashable, Sendable {
  /// How long a behavior waits for what has to happen; 5 seconds unless set.
  ///
  /// Other times are fractions of it, so that one value adapts the suite to a slow machine.
  public var patience: Duration = .seconds(5)

  /// The number of messages in the long streams; 100,000 unless set.
  public var streamLength = 100_000

  /// The defaults.
  public init() {}

  /// How long a behavior may take as a whole before it is given up as hanging.
  public var timeLimit: Duration { patience * 12 + .microseconds(500) * streamLength }

  /// How long a behavior listens where nothing may arrive.
  var silence: Duration { patience / 100 }

  /// How much later than its deadline a call may return.
  var tolerance: Duration { patience / 5 }
}
