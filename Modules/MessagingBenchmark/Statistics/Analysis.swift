import Foundation

/// What the launches of a comparison say about its arms.
///
/// A launch is the unit of repetition: processes differ by more than chance within one process would tell, such as by where
/// their memory lies. What happens within a launch, in rounds that follow each other, is one value of that launch.
struct Analysis {
  private let launches: [Launch]
  private let confidence: Double

  /// - Parameter confidence: That of each interval.
  init(of launches: [Launch], confidence: Double) {
    self.launches = launches
    self.confidence = confidence
  }

  /// The median and interval of a value that each round has.
  ///
  /// The interval is exact where there are enough launches for that; with fewer it is a bootstrap's.
  ///
  /// - Returns: `nil` when there are fewer launches than ``HierarchicalBootstrap/minimumCount``.
  func interval(_ value: (Round) -> Double) -> Interval? {
    let values = launches.map { $0.rounds.map(value) }
    return SignInterval.median(of: values.map(\.median), confidence: confidence)
      ?? HierarchicalBootstrap.mean(of: values, confidence: confidence, generator: SplitMix64(seed: 0))
  }

  /// The time of an arm's message in nanoseconds.
  func time(of arm: Int) -> Interval? {
    interval { log($0[arm].nanosecondsPerMessage) }?.map(exp)
  }

  /// The ratio of two arms' times, from the logarithms of the ratios within each round.
  func ratio(of arm: Int, to baseline: Int) -> Interval? {
    interval { round in
      log(round[arm].nanosecondsPerMessage / round[baseline].nanosecondsPerMessage)
    }?.map(exp)
  }

  /// The ratio that each launch found by itself.
  func launchRatios(of arm: Int, to baseline: Int) -> [Double] {
    launches.map { launch in
      launch.rounds.map { $0[arm].nanosecondsPerMessage / $0[baseline].nanosecondsPerMessage }.median
    }
  }

  /// How the arms' times grow with their counts, from the times within each round: as a power with this exponent.
  func exponent(over counts: [Int]) -> Interval? {
    interval { round in
      LeastSquares.exponent(zip(counts, round).map { (Double($0), $1.nanosecondsPerMessage) })
    }
  }
}
