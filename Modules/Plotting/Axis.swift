/// A scale with a title, and the names of values on it.
public struct Axis: Sendable {
  /// Where values are.
  public var scale: Scale
  /// What is shown, with the unit.
  public var title: String
  /// The values to be named, as many of them as there is room for; `nil` for round ones.
  public var values: [Double]?
  /// The name of a value.
  public var label: @Sendable (Double) -> String

  /// An axis.
  public init(
    _ title: String, _ scale: Scale, values: [Double]? = nil, label: @escaping @Sendable (Double) -> String
  ) {
    self.title = title
    self.scale = scale
    self.values = values
    self.label = label
  }

  /// A named value.
  struct Tick {
    var value: Double
    /// From the lower end, in the units of the picture.
    var offset: Double
    var label: String
  }

  /// What is named along a horizontal axis of this length: labels that do not overlap, nor reach beyond
  /// `overhang` on either side.
  func columns(length: Double, overhang: Double = .infinity) -> [Tick] {
    placed(atMost: 7, length: length) { tick in
      let half = TextSize.width(of: tick.label) / 2
      return tick.offset - half...tick.offset + half
    } isInside: {
      $0.lowerBound >= -overhang && $0.upperBound <= length + overhang
    }
  }

  /// What is named along a vertical axis of this length.
  func rows(length: Double) -> [Tick] {
    placed(atMost: 8, length: length) { tick in
      tick.offset - TextSize.standard / 2...tick.offset + TextSize.standard / 2
    } isInside: { _ in
      true
    }
  }

  private func placed(
    atMost most: Int, length: Double, extent: (Tick) -> ClosedRange<Double>,
    isInside: (ClosedRange<Double>) -> Bool
  ) -> [Tick] {
    func ticks(_ values: [Double]) -> [Tick] {
      values.map { Tick(value: $0, offset: scale.position(of: $0) * length, label: label($0)) }
        .filter { isInside(extent($0)) }
    }
    if let values = values ?? scale.landmarks { return Self.apart(ticks(values), extent) }
    // Round values are evenly spaced: rather fewer of them than some.
    for count in stride(from: most, through: 1, by: -1) {
      let ticks = ticks(scale.ticks(atMost: count))
      if Self.apart(ticks, extent).count == ticks.count, !ticks.isEmpty { return ticks }
    }
    return []
  }

  /// Those that do not overlap and have different labels: the last and the first before the others.
  private static func apart(_ ticks: [Tick], _ extent: (Tick) -> ClosedRange<Double>) -> [Tick] {
    guard let last = ticks.last else { return [] }
    var kept = [last]
    for tick in ticks.dropLast() {
      let isFree = kept.allSatisfy { other in
        let (one, two) = (extent(tick), extent(other))
        return tick.label != other.label
          && (one.upperBound + gap <= two.lowerBound || two.upperBound + gap <= one.lowerBound)
      }
      if isFree { kept.append(tick) }
    }
    return kept.sorted { $0.offset < $1.offset }
  }

  private static let gap = 6.0
}
