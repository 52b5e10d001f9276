/// How long and how often to measure.
public struct Settings: Sendable {
  /// The number of rounds of each comparison; `nil` for as many as fit into the budget.
  public var rounds: Int?

  /// The time for everything; `nil` for one minute, or ten seconds where it is to be quick.
  public var budget: Duration?

  /// What the order of the arms depends on.
  public var seed: UInt64

  /// Whether a rough answer soon is better than a good one later.
  public var isQuick: Bool

  /// How long and how often to measure.
  public init(
    rounds: Int? = nil, budget: Duration? = nil, seed: UInt64 = 1, isQuick: Bool = false
  ) {
    self.rounds = rounds
    self.budget = budget
    self.seed = seed
    self.isQuick = isQuick
  }

  /// The least number of rounds from which every interval can be made.
  ///
  /// - Parameter comparisons: How many comparisons are made at once.
  static func minimumRounds(comparisons: Int) -> Int {
    SignInterval.minimumCount(confidence: confidence(comparisons: comparisons))
  }

  /// The confidence of each of several intervals, so that all of them together have 95 % (Bonferroni).
  static func confidence(comparisons: Int) -> Double { 1 - 0.05 / Double(max(1, comparisons)) }

  var totalBudget: Duration { budget ?? (isQuick ? .seconds(10) : .seconds(60)) }

  var usualRounds: Int { isQuick ? 11 : 31 }
}

/// The time and the rounds of one comparison.
struct Pace {
  /// The number of rounds that are planned.
  let rounds: Int
  /// How long each run of an arm should take.
  let nanosecondsPerRun: Double

  /// - Parameters:
  ///   - share: The comparison's part of the budget.
  ///   - arms: The number of arms, with the control.
  init(_ settings: Settings, share: Duration, arms: Int) {
    let nanoseconds = share / .nanoseconds(1)
    let minimum = Settings.minimumRounds(comparisons: arms - 2)
    // Rather fewer rounds than too short ones, and with a budget of one's own as many as fit.
    let affordable = nanoseconds / (Self.preferredRun * Double(arms)) - Self.preparation
    let most = settings.budget == nil ? settings.usualRounds : Self.mostRounds
    rounds = max(minimum, settings.rounds ?? Int(min(affordable, Double(most))))
    fewestRounds = settings.rounds ?? minimum
    end = .now + share
    let run = nanoseconds / ((Double(rounds) + Self.preparation) * Double(arms))
    nanosecondsPerRun = min(max(run, Self.shortestRun), Self.longestRun)
  }

  /// Whether the time is over and so many rounds are enough.
  func isOver(after rounds: Int) -> Bool { rounds >= fewestRounds && .now > end }

  private let fewestRounds: Int
  private let end: ContinuousClock.Instant

  /// Below, starting and stopping would be a large part of what is measured.
  private static let shortestRun = 2e6
  private static let preferredRun = 10e6
  /// Above, more rounds say more than longer ones.
  private static let longestRun = 50e6
  private static let mostRounds = 301
  /// What calibration, warming up and counting allocations take, in rounds.
  private static let preparation = 6.0
}
