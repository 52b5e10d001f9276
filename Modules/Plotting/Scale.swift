#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How values become places along an axis, and which of them are named there.
public struct Scale: Hashable, Sendable {
  /// What is evenly spaced.
  public enum Kind: Hashable, Sendable {
    /// Values.
    case linear
    /// Powers of ten.
    case logarithmic
    /// Powers of two.
    case binary
    /// Percentages by what they leave: 90, 99, 99.9 and so on.
    case percentile
  }

  /// What is evenly spaced.
  public let kind: Kind
  /// The values at both ends.
  public let domain: ClosedRange<Double>

  /// A scale over these values.
  ///
  /// What cannot be on it is left out: infinite values, and on logarithmic scales what is not above 0. Where all
  /// are alike, and where there are none, it reaches somewhat further, so that every value has a place.
  public init(_ kind: Kind, over values: some Sequence<Double>) {
    self.kind = kind
    let values = values.filter { Self.allows($0, on: kind) }
    var low = values.min() ?? (kind == .linear ? 0 : 1)
    var high = values.max() ?? (kind == .linear ? 1 : 10)
    if low == high {
      switch kind {
      case .linear:
        let margin = low == 0 ? 1 : abs(low) / 10
        (low, high) = (low - margin, high + margin)
      case .logarithmic, .binary:
        (low, high) = (max(low / 2, .leastNormalMagnitude), min(high * 2, .greatestFiniteMagnitude))
      case .percentile: (low, high) = (0, max(high, 90))
      }
    }
    domain = low...high
  }

  /// Whether a value can be on such a scale.
  static func allows(_ value: Double, on kind: Kind) -> Bool {
    switch kind {
    case .linear: value.isFinite
    case .logarithmic, .binary: value.isFinite && value > 0
    case .percentile: value >= 0 && value < 100
    }
  }

  /// Where a value is: 0 at the lower end, 1 at the upper. What lies beyond an end is at that end.
  public func position(of value: Double) -> Double {
    guard !value.isNaN else { return 0 }
    let value = min(max(value, domain.lowerBound), domain.upperBound)
    let low = transform(domain.lowerBound)
    // Halved, so that the widest range has a width.
    let width = transform(domain.upperBound) / 2 - low / 2
    return width > 0 ? min(1, (transform(value) / 2 - low / 2) / width) : 0
  }

  private func transform(_ value: Double) -> Double {
    switch kind {
    case .linear: value
    case .logarithmic, .binary: log2(value)
    case .percentile: -log10(1 - value / 100)
    }
  }

  /// Values to be named, at most so many, in ascending order.
  public func ticks(atMost count: Int) -> [Double] {
    guard count > 0 else { return [] }
    switch kind {
    case .linear: return linearTicks(count)
    case .logarithmic: return logarithmicTicks(count)
    case .binary: return powers(of: 2, count)
    case .percentile: return Array((landmarks ?? []).prefix(count))
    }
  }

  /// Values that everybody looks for, where there are such.
  var landmarks: [Double]? {
    kind == .percentile ? [50, 90, 99, 99.9, 99.99, 99.999, 99.9999].filter(domain.contains) : nil
  }

  private func linearTicks(_ count: Int) -> [Double] {
    let width = domain.upperBound / 2 - domain.lowerBound / 2
    var magnitude = pow(10, floor(log10(width * 2 / Double(count))))
    while magnitude.isFinite {
      for factor in [1.0, 2, 5] {
        let step = factor * magnitude
        let first = ceil(domain.lowerBound / step)
        let last = floor(domain.upperBound / step)
        guard last - first < Double(count) else { continue }
        // Not -0.
        return first > last ? [] : (0...Int(last - first)).map { (first + Double($0)) * step + 0 }
      }
      magnitude *= 10
    }
    return []
  }

  /// 1, 2 and 5 in each decade, or fewer, or only some decades; where the range is narrow, round values.
  private func logarithmicTicks(_ count: Int) -> [Double] {
    let decades = Int(floor(log10(domain.lowerBound)))...Int(ceil(log10(domain.upperBound)))
    for factors in [[1.0, 2, 5], [1, 3], [1]] {
      let ticks = decades.flatMap { decade in factors.map { $0 * pow(10, Double(decade)) } }.filter(contains)
      if ticks.count > 2 && ticks.count <= count { return ticks }
    }
    if domain.upperBound / domain.lowerBound > 100 { return powers(of: 10, count) }
    return Scale(.linear, over: [domain.lowerBound, domain.upperBound]).ticks(atMost: count)
  }

  /// Every power, or every second, and so on.
  private func powers(of base: Double, _ count: Int) -> [Double] {
    let logarithm = log(base)
    let first = Int(ceil(log(domain.lowerBound) / logarithm - 1e-9))
    let last = Int(floor(log(domain.upperBound) / logarithm + 1e-9))
    guard first <= last else { return [] }
    let step = (last - first) / count + 1
    return stride(from: first, through: last, by: step).map { pow(base, Double($0)) }
  }

  /// Whether a value is on it, but for what rounding does.
  private func contains(_ value: Double) -> Bool {
    value >= domain.lowerBound * (1 - 1e-9) && value <= domain.upperBound * (1 + 1e-9)
  }
}
