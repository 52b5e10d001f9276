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
    placed(mostCounts: 12, length: length) { tick in
      let half = TextSize.width(of: tick.label) / 2
      return tick.offset - half...tick.offset + half
    } isInside: {
      $0.lowerBound >= -overhang && $0.upperBound <= length + overhang
    }
  }

  /// What is named along a vertical axis of this length.
  func rows(length: Double) -> [Tick] {
    placed(mostCounts: 8, length: length) { tick in
      tick.offset - TextSize.standard / 2...tick.offset + TextSize.standard / 2
    } isInside: { _ in
      true
    }
  }

  /// As many ticks as there is room for.
  private func placed(
    mostCounts: Int, length: Double, extent: (Tick) -> ClosedRange<Double>,
    isInside: (ClosedRange<Double>) -> Bool
  ) -> [Tick] {
    for count in stride(from: mostCounts, through: 1, by: -1) {
      let values = self.values.map { Self.some($0, count) } ?? scale.ticks(atMost: count)
      let ticks = values.map { Tick(value: $0, offset: scale.position(of: $0) * length, label: label($0)) }
        .filter { isInside(extent($0)) }
      let extents = ticks.map(extent)
      let isFree = zip(extents, extents.dropFirst()).allSatisfy { $0.upperBound + Self.gap <= $1.lowerBound }
      // What differs has to have different names.
      if isFree, Set(ticks.map(\.label)).count == ticks.count { return ticks }
    }
    return []
  }

  /// At most so many of them, evenly.
  private static func some(_ values: [Double], _ count: Int) -> [Double] {
    let step = (values.count + count - 1) / count
    return values.enumerated().filter { $0.offset % max(1, step) == 0 }.map(\.element)
  }

  private static let gap = 6.0
}
