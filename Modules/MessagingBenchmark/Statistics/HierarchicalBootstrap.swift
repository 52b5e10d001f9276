import Foundation

/// The interval of a mean over launches, each of which has several values: for launches that are too few for
/// ``SignInterval``.
///
/// Launches are drawn with replacement, and from each its values with replacement: T. Kalibera and R. Jones,
/// "Rigorous Benchmarking in Reasonable Time" (2013). The interval is the bootstrap's standard error times Student's
/// t for the number of launches, and that error is corrected by sqrt(n/(n-1)), since a bootstrap of n draws from their
/// own distribution, which is too narrow by that factor: T. Hesterberg, "What Teachers Should Know About the
/// Bootstrap" (2015), section 4.
enum HierarchicalBootstrap {
  /// The least number of launches that say something about how launches differ.
  static let minimumCount = 3

  private static let repetitions = 400

  /// The intervals of figures that are made from launches, each with 95 %.
  ///
  /// - Parameters:
  ///   - estimate: The figures of all launches.
  ///   - figures: Makes the figures of some launches, as many, of which some come several times.
  static func intervals<LaunchFigures, Key: Hashable>(
    of launches: [LaunchFigures], estimate: [Key: Double],
    _ figures: ([LaunchFigures]) -> [Key: Double]
  ) -> [Key: Interval] {
    var generator = SplitMix64(seed: 0)
    let draws = (0..<repetitions).map { _ in
      figures(launches.map { _ in launches[generator.index(below: launches.count)] })
    }
    return Dictionary(
      uniqueKeysWithValues: estimate.map { key, value in
        let deviations = draws.compactMap { $0[key].map { ($0 - value) * ($0 - value) } }
        let half = halfWidth(variance: deviations.mean, count: launches.count, confidence: 0.95)
        return (key, Interval(estimate: value, low: value - half, high: value + half))
      })
  }

  /// The mean over launches of the median within each, and its interval.
  ///
  /// - Returns: `nil` when there are too few launches.
  static func mean(
    of launches: [[Double]], confidence: Double, generator: SplitMix64
  ) -> Interval? {
    let count = launches.count
    guard count >= minimumCount, launches.allSatisfy({ !$0.isEmpty }) else { return nil }
    var generator = generator
    let estimate = launches.map(\.median).mean
    let draws = (0..<repetitions).map { _ in
      (0..<count).map { _ in
        let launch = launches[generator.index(below: count)]
        return launch.map { _ in launch[generator.index(below: launch.count)] }.median
      }.mean
    }
    let center = draws.mean
    let variance = draws.map { ($0 - center) * ($0 - center) }.mean
    let half = halfWidth(variance: variance, count: count, confidence: confidence)
    return Interval(estimate: estimate, low: estimate - half, high: estimate + half)
  }

  private static func halfWidth(variance: Double, count: Int, confidence: Double) -> Double {
    let error = (variance * Double(count) / Double(count - 1)).squareRoot()
    let quantile = StudentDistribution.quantile(
      1 - (1 - confidence) / 2, degreesOfFreedom: Double(count - 1))
    return quantile * error
  }
}
