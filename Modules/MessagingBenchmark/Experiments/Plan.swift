/// What experiments do in a scope.
struct Plan: Sendable {
  var comparisons: [Comparison] = []
  /// What it leaves out, and why.
  var notes: [String] = []
}

extension Plan {
  init(_ experiments: [Experiment], _ scope: Scope) throws(PlanError) {
    try scope.validate()
    guard scope.rate == nil || experiments.contains(where: { $0.name == Experiment.latency.name }) else {
      throw PlanError(
        "a rate is for the experiment latency, which is not among \(experiments.map(\.name).joined(separator: ", "))"
      )
    }
    let plans = experiments.map { $0.plan(scope) }
    self.init(comparisons: plans.flatMap(\.comparisons), notes: scope.notes + plans.flatMap(\.notes))
  }

  /// The plan that a configuration was made from.
  init(_ configuration: Configuration, transports: [BenchmarkedTransport]) throws(PlanError) {
    try self.init(
      try configuration.experiments.map { name throws(PlanError) in
        try Self.named(
          name, in: Experiment.all + Experiment.selfTests + Experiment.forClaims + Experiment.explanations,
          name: \.name)
      },
      Scope(
        transports: try configuration.transports.map { name throws(PlanError) in
          try Self.named(name, in: transports, name: \.name)
        },
        endpoints: try configuration.endpoints.map { schemes throws(PlanError) in
          try schemes.map { scheme throws(PlanError) in
            try Self.named(scheme, in: Endpoint.all, name: \.scheme)
          }
        },
        sizes: configuration.sizes,
        wiring: try Self.named(configuration.pattern, in: Wiring.oneWay, name: \.name),
        rate: configuration.rate))
  }

  private static func named<Value>(
    _ name: String, in values: [Value], name nameOf: (Value) -> String
  ) throws(PlanError) -> Value {
    guard let value = values.first(where: { nameOf($0) == name }) else {
      throw PlanError("nothing is named '\(name)'; there is \(values.map(nameOf).joined(separator: ", "))")
    }
    return value
  }
}

/// Nothing can be measured as it was asked for.
public struct PlanError: Error, CustomStringConvertible {
  /// What is wrong and what would be right, in a line.
  public let description: String

  init(_ description: String) { self.description = description }
}
