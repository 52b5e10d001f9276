/// A value, and the ends of the interval around it.
public struct Span: Hashable, Sendable {
  /// The value.
  public var estimate: Double
  /// The interval's lower end.
  public var low: Double
  /// The interval's upper end.
  public var high: Double

  /// A value with an interval; without one, where only the value is given.
  public init(_ estimate: Double, low: Double? = nil, high: Double? = nil) {
    self.estimate = estimate
    self.low = low ?? estimate
    self.high = high ?? estimate
  }
}

extension Scale {
  /// A scale for all values, and for their intervals as far as that does not make the values crowd: wide intervals
  /// reach beyond its ends.
  public init(_ kind: Kind, fitting spans: some Sequence<Span>, with others: [Double] = []) {
    let spans = Array(spans)
    let ends = spans.flatMap { [$0.low, $0.high] }
    let core = Scale(kind, over: spans.map(\.estimate) + others).domain
    let limits: ClosedRange<Double>
    switch kind {
    case .linear, .percentile:
      let margin = core.upperBound / 2 - core.lowerBound / 2
      limits = core.lowerBound - margin...core.upperBound + margin
    case .logarithmic, .binary:
      // Half as wide again on either side.
      let factor = max(1.2, (core.upperBound / core.lowerBound).squareRoot())
      limits = core.lowerBound / factor...core.upperBound * factor
    }
    self.init(
      kind,
      over: [core.lowerBound, core.upperBound]
        + ends.filter { !$0.isNaN }.map { min(max($0, limits.lowerBound), limits.upperBound) })
  }
}
