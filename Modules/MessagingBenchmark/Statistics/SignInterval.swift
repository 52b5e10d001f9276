import Foundation

/// The exact interval of a median: that of the sign test, between two order statistics.
///
/// The number of values below the true median is binomial with p = 1/2, whatever the distribution of the values.
/// So the interval from the k-th smallest to the k-th largest of n values misses the true median with
/// the probability 2 P(B(n, 1/2) < k). The largest k whose probability stays within what the confidence
/// leaves is taken.
public enum SignInterval {
  /// The rank, from 1, of the order statistic that ends the interval at either side.
  ///
  /// - Returns: `nil` when there are too few values for the confidence.
  public static func rank(count: Int, confidence: Double) -> Int? {
    let allowed = 1 - confidence
    var below = 0.0
    var rank: Int?
    for k in 1...max(1, (count + 1) / 2) {
      below += probability(of: k - 1, in: count)
      // The slack is for rounding, where the probability is exactly what is allowed.
      guard 2 * below <= allowed + 1e-12 else { break }
      rank = k
    }
    return rank
  }

  /// The probability that the interval of this rank holds the true median.
  public static func coverage(count: Int, rank: Int) -> Double {
    1 - 2 * (0..<rank).reduce(0) { $0 + probability(of: $1, in: count) }
  }

  /// The least number of values that give an interval.
  public static func minimumCount(confidence: Double) -> Int {
    // With the whole range as the interval, 2 * 2^-n is what it misses.
    Int((1 - log2(1 - confidence)).rounded(.up))
  }

  /// The median of the values and its interval.
  ///
  /// - Returns: `nil` when there are too few values for the confidence.
  public static func median(of values: [Double], confidence: Double) -> Interval? {
    guard let rank = rank(count: values.count, confidence: confidence) else { return nil }
    let ordered = values.sorted()
    return Interval(
      estimate: values.median, low: ordered[rank - 1], high: ordered[ordered.count - rank])
  }

  /// P(B(n, 1/2) = k), from logarithms since 2^-n is no number for a large n.
  private static func probability(of k: Int, in n: Int) -> Double {
    let (n, k) = (Double(n), Double(k))
    return exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) - n * log(2))
  }

  private static func logGamma(_ value: Double) -> Double { lgamma(value) }
}
