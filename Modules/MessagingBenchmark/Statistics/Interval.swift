import Foundation

/// An estimate and the interval that holds the true value with the confidence it was made for.
public struct Interval: Codable, Hashable, Sendable {
  /// The estimate.
  public var estimate: Double
  /// The interval's lower end.
  public var low: Double
  /// The interval's upper end.
  public var high: Double

  /// An estimate with its interval.
  public init(estimate: Double, low: Double, high: Double) {
    self.estimate = estimate
    self.low = low
    self.high = high
  }

  func map(_ transform: (Double) -> Double) -> Interval {
    Interval(estimate: transform(estimate), low: transform(low), high: transform(high))
  }
}

/// Of ratios.
extension Interval {
  /// The logarithm of the estimate.
  var logarithm: Double { log(estimate) }

  /// Half of the interval's width, as a logarithm.
  var logarithmicHalfWidth: Double { log(high / low) / 2 }
}

extension Collection<Double> {
  /// The arithmetic mean.
  var mean: Double { reduce(0, +) / Double(count) }

  /// The median; the mean of the two in the middle for an even count.
  var median: Double {
    precondition(!isEmpty, "nothing has no median")
    let ordered = sorted()
    let middle = ordered.count / 2
    return ordered.count.isMultiple(of: 2) ? (ordered[middle - 1] + ordered[middle]) / 2 : ordered[middle]
  }
}
