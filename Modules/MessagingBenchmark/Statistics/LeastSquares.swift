import Foundation

/// Straight lines through points, for which the sum of the squared distances in `y` is least.
enum LeastSquares {
  /// The line's slope. At least two points differ in `x`.
  static func slope(_ points: [(x: Double, y: Double)]) -> Double {
    let count = Double(points.count)
    let meanX = points.reduce(0) { $0 + $1.x } / count
    let meanY = points.reduce(0) { $0 + $1.y } / count
    let varianceX = points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    let covariance = points.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) }
    precondition(varianceX > 0, "points above each other have no slope")
    return covariance / varianceX
  }

  /// The slope of the line through the origin. At least one point has an `x` that is not 0.
  static func slopeFromOrigin(_ points: [(x: Double, y: Double)]) -> Double {
    points.reduce(0) { $0 + $1.x * $1.y } / points.reduce(0) { $0 + $1.x * $1.x }
  }

  /// The `e` of the power law `y = c x^e`: the slope of the line through the logarithms of the points, whose numbers
  /// are positive.
  static func exponent(_ points: [(x: Double, y: Double)]) -> Double {
    slope(points.map { (log($0.x), log($0.y)) })
  }
}
