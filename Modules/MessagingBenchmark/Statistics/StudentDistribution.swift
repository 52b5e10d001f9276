import Foundation

/// Student's t distribution, for what few values allow to say.
enum StudentDistribution {
  /// P(T <= t) with the given degrees of freedom.
  ///
  /// From the regularized incomplete beta function, by its continued fraction: Abramowitz and Stegun, "Handbook of
  /// Mathematical Functions", 26.7.1 and 26.5.8.
  static func cumulative(_ t: Double, degreesOfFreedom n: Double) -> Double {
    let tail = 0.5 * regularizedIncompleteBeta(n / (n + t * t), n / 2, 0.5)
    return t > 0 ? 1 - tail : tail
  }

  /// The t that a value stays below with the given probability, which is above 1/2.
  static func quantile(_ probability: Double, degreesOfFreedom n: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    while cumulative(high, degreesOfFreedom: n) < probability { (low, high) = (high, high * 2) }
    while high - low > 1e-10 * high {
      let middle = (low + high) / 2
      if cumulative(middle, degreesOfFreedom: n) < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  private static func regularizedIncompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    // The fraction converges quickly on this side only.
    if x > (a + 1) / (a + b + 2) { return 1 - regularizedIncompleteBeta(1 - x, b, a) }
    let logBeta: Double = lgamma(a) + lgamma(b) - lgamma(a + b)
    let power: Double = a * log(x) + b * log(1 - x)
    return exp(power - logBeta) / a / continuedFraction(x, a, b)
  }

  /// 1 + d1/(1 + d2/(1 + ...)), evaluated from a depth at which more terms change nothing.
  private static func continuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    var value = 1.0
    for index in stride(from: 200, through: 1, by: -1) {
      let m = Double(index / 2)
      let end: Double = a + 2 * m
      let isEven = index.isMultiple(of: 2)
      let numerator: Double = isEven ? m * (b - m) : -(a + m) * (a + b + m)
      let denominator: Double = isEven ? (end - 1) * end : end * (end + 1)
      value = 1 + numerator / denominator * x / value
    }
    return value
  }
}
