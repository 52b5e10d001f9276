/// What a mark means.
public struct KeyEntry: Sendable {
  /// The mark.
  public var swatch: Swatch
  /// What it means.
  public var text: String
  /// The class that decides its color.
  public var kind: String

  /// A mark.
  public enum Swatch: Sendable {
    /// A point.
    case marker(Marker)
    /// A bar.
    case bar
    /// A band behind others.
    case band
  }

  /// What a mark means.
  public init(_ swatch: Swatch, _ text: String, kind: String = "") {
    self.swatch = swatch
    self.text = text
    self.kind = kind
  }

  fileprivate func element(x: Double, y: Double) -> SVGElement {
    func box(_ kind: String) -> SVGElement {
      SVGElement(
        "rect",
        ["class": kind, "x": x.coordinate, "y": (y - 9).coordinate, "width": "10", "height": "10"])
    }
    let mark =
      switch swatch {
      case .marker(let marker): marker.element(x: x + 5, y: y - 4)
      case .bar: box("bar")
      case .band: box("band")
      }
    return SVGElement("g", ["class": kind], children: [mark, Drawing.text(text, "", x: x + 15, y: y)])
  }

  /// The entries side by side, in as many lines as it takes, and how high that is.
  static func drawn(_ entries: [KeyEntry], x: Double, y: Double, width: Double) -> (
    [SVGElement], height: Double
  ) {
    var elements: [SVGElement] = []
    var (column, row) = (x, y)
    for entry in entries {
      let taken = 15 + TextSize.width(of: entry.text)
      if column > x, column + taken > x + width {
        column = x
        row += lineHeight
      }
      elements.append(entry.element(x: column, y: row))
      column += taken + 13
    }
    return (elements, entries.isEmpty ? 0 : row - y + lineHeight)
  }

  private static let lineHeight = 17.0
}
