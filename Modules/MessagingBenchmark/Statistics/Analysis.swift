import Foundation

/// What the rounds of one or more launches say about the arms.
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
  /// Launches are the units of repetition. Within a single one, its rounds are.
  func interval(_ value: (Round) -> Double) -> Interval? {
    let units =
      launches.count == 1
      ? launches[0].rounds.map(value) : launches.map { $0.rounds.map(value).median }
    return SignInterval.median(of: units, confidence: confidence)
  }

  /// The ratio of two arms' times, from the logarithms of the ratios within each round.
  func ratio(of arm: Int, to baseline: Int) -> Interval? {
    interval { round in
      log(round[arm].nanosecondsPerMessage / round[baseline].nanosecondsPerMessage)
    }?.map(exp)
  }

  /// How the arms' times grow with their counts, from the times within each round: as a power with this exponent.
  func exponent(over counts: [Int]) -> Interval? {
    interval { round in
      LeastSquares.exponent(zip(counts, round).map { (Double($0), $1.nanosecondsPerMessage) })
    }
  }
}
