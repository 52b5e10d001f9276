/// What a run was asked for.
public struct Configuration: Codable, Sendable {
  /// The commands that were given, as they are typed; several where results were put together, `nil` in older results.
  public var commands: [String]?
  /// The experiments' names.
  public var experiments: [String]
  /// The transports' names.
  public var transports: [String]
  /// The schemes that were asked for, `nil` for the default.
  public var endpoints: [String]?
  /// The pattern of what goes one way.
  public var pattern: String
  /// The sizes in bytes.
  public var sizes: [Int]
  /// The messages per second of an open loop, `nil` for none.
  public var rate: Int?
  /// The number of launches of each comparison that was asked for, `nil` for the default.
  public var launches: Int?
  /// The number of rounds of each launch that was asked for, `nil` for the default.
  public var rounds: Int?
  /// The time for everything.
  public var budgetSeconds: Double
  /// What the order of the arms depends on.
  public var seed: UInt64
  /// Whether a rough answer was asked for.
  public var quick: Bool

  init(experiments: [Experiment], scope: Scope, settings: Settings) {
    self.experiments = experiments.map(\.name)
    transports = scope.transports.map(\.name)
    endpoints = scope.endpoints?.map(\.scheme)
    pattern = scope.wiring.name
    sizes = scope.sizes
    rate = scope.rate
    launches = settings.launches
    rounds = settings.rounds
    budgetSeconds = settings.totalBudget / .seconds(1)
    seed = settings.seed
    quick = settings.isQuick
  }
}
