/// A picture that is drawn, and what it shows in words.
public struct Drawing: Sendable {
  /// What it shows, in a line.
  public var title: String
  /// What can be seen in it, for those who do not see it.
  public var description: String
  /// In units of which text takes ``TextSize/standard``.
  public var width: Double
  /// In the same units.
  public var height: Double
  /// What is drawn.
  public var elements: [SVGElement]

  /// The picture as a part of a page that has the ``Stylesheet``.
  ///
  /// - Parameter id: Unique within the page.
  public func svg(id: String) -> String { root(id: id).markup }

  /// The picture as a file of its own, with its title and a background, for light and for dark surroundings.
  public func standaloneSVG() -> String {
    // Bold letters are wider.
    let lines = TextSize.lines(title, width: width * 0.88, size: Self.titleSize)
    let (margin, lineHeight) = (16.0, Self.titleSize * 1.35)
    let top = margin + Double(lines.count) * lineHeight + 8
    let (outerWidth, outerHeight) = (width + 2 * margin, height + top + margin)
    var svg = root(id: "picture", width: outerWidth, height: outerHeight)
    svg.attributes.insert((name: "xmlns", value: "http://www.w3.org/2000/svg"), at: 0)
    svg.attributes += [("width", outerWidth.coordinate), ("height", outerHeight.coordinate)]
    svg.children.removeLast(elements.count)
    var style = SVGElement("style")
    style.children = [.verbatim(Stylesheet.text)]
    svg.append(style)
    svg.append(
      SVGElement(
        "rect",
        ["class": "paper", "width": outerWidth.coordinate, "height": outerHeight.coordinate, "rx": "8"]))
    for (index, line) in lines.enumerated() {
      let y = margin + lineHeight * (Double(index) + 0.8)
      svg.append(SVGElement("text", ["class": "h", "x": margin.coordinate, "y": y.coordinate], text: line))
    }
    let place = "translate(\(margin.coordinate) \(top.coordinate))"
    svg.append(SVGElement("g", ["transform": place], children: elements))
    return svg.markup + "\n"
  }

  private static let titleSize = 14.0

  private func root(id: String, width: Double? = nil, height: Double? = nil) -> SVGElement {
    SVGElement(
      "svg",
      [
        "class": "plot",
        "viewBox": "0 0 \((width ?? self.width).coordinate) \((height ?? self.height).coordinate)",
        "role": "img", "aria-labelledby": "\(id)-t \(id)-d",
      ],
      children: [
        SVGElement("title", ["id": "\(id)-t"], text: title),
        SVGElement("desc", ["id": "\(id)-d"], text: description),
      ] + elements)
  }
}

extension Drawing {
  /// The width at which text has a readable size on a phone.
  public static let standardWidth = 400.0

  static func line(_ kind: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> SVGElement {
    SVGElement(
      "path",
      ["class": kind, "d": "M\(x1.coordinate),\(y1.coordinate)L\(x2.coordinate),\(y2.coordinate)"])
  }

  static func text(_ text: String, _ kind: String, x: Double, y: Double) -> SVGElement {
    SVGElement("text", ["class": kind, "x": x.coordinate, "y": y.coordinate], text: text)
  }
}
