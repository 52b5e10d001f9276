/// How long and how often to measure.
public struct Settings: Sendable {
  /// The number of launches of each comparison; `nil` for as many as fit into the budget.
  public var launches: Int?

  /// The number of rounds in each launch; `nil` for the usual number.
  public var rounds: Int?

  /// The time for everything; `nil` for the usual.
  public var budget: Duration?

  /// The time for everything where no other is asked for; launches end as planned then. One minute, or ten seconds where it
  /// is to be quick.
  public var usualBudget: Duration

  /// What the order of launches and arms depends on.
  public var seed: UInt64

  /// Whether a rough answer soon is better than a good one later.
  public var isQuick: Bool

  /// The least number of launches: five, where no other is asked for. Three leave intervals so wide that they tell only of
  /// many comparisons together.
  public var minimumLaunches: Int

  /// How long and how often to measure.
  public init(
    launches: Int? = nil, rounds: Int? = nil, budget: Duration? = nil, usualBudget: Duration? = nil,
    seed: UInt64 = 1, isQuick: Bool = false, minimumLaunches: Int? = nil
  ) {
    self.launches = launches
    self.rounds = rounds
    self.budget = budget
    self.usualBudget = usualBudget ?? (isQuick ? .seconds(10) : .seconds(60))
    self.seed = seed
    self.isQuick = isQuick
    self.minimumLaunches = max(HierarchicalBootstrap.minimumCount, minimumLaunches ?? 5)
  }

  /// The least number of rounds in a launch.
  public static let minimumRounds = 3

  func validate() throws(PlanError) {
    if let launches, launches < minimumLaunches {
      throw PlanError(
        "\(launches) launches do not tell how launches differ; \(minimumLaunches) or more do")
    }
    if let rounds, rounds < Self.minimumRounds {
      throw PlanError("\(rounds) rounds are too few for a median; \(Self.minimumRounds) or more give one")
    }
  }

  /// Refuses a rate that is so low that a few messages in each run take more than the time there is.
  func validate(_ plan: Plan) throws(PlanError) {
    let seconds = plan.comparisons.reduce(0) { seconds, comparison in
      guard let rate = comparison.rate else { return seconds }
      let runs = (launches ?? minimumLaunches) * ((rounds ?? Self.minimumRounds) + 1)
      return seconds + Double(runs * (comparison.arms.count + 1)) * Comparison.leastIntervals / Double(rate)
    }
    guard seconds <= totalBudget / .seconds(1) else {
      throw PlanError(
        "at this rate even few messages take \(Figures.duration(seconds)), more than the budget of "
          + "\(Figures.duration(totalBudget / .seconds(1))); a higher rate, a larger budget or fewer sizes would do"
      )
    }
  }

  /// The confidence of each of several intervals, so that all of them together have 95 % (Bonferroni).
  static func confidence(comparisons: Int) -> Double { 1 - 0.05 / Double(max(1, comparisons)) }

  var totalBudget: Duration { budget ?? usualBudget }

  /// What is aimed at; with less time there are fewer, but not fewer than ``minimumLaunches``.
  var usualLaunches: Int { launches ?? (isQuick ? 7 : 20) }

  /// Where launches go on for as long as the budget lasts and something is not precise, their end.
  var mostLaunches: Int { launches ?? (budget == nil || isQuick ? usualLaunches : 1_000) }

  var roundsPerLaunch: Int { rounds ?? (isQuick ? 4 : 20) }
}
