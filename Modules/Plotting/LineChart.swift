/// Quantities over another one: a line for each, with its interval as a band and its name at its end.
public struct LineChart: Sendable {
  /// What changes together with the other quantities.
  public var x: Axis
  /// The quantities.
  public var y: Axis
  /// The lines.
  public var series: [Series]

  /// A line.
  public struct Series: Sendable {
    /// Its name.
    public var name: String
    /// What decides its color and its shape.
    public var style: Int
    /// In the order of `x`.
    public var points: [Point]

    /// A line.
    public init(_ name: String, style: Int, points: [Point]) {
      self.name = name
      self.style = style
      self.points = points
    }
  }

  /// A point of a line.
  public struct Point: Sendable {
    /// Where along the horizontal axis.
    public var x: Double
    /// Where along the vertical axis.
    public var y: Span
    /// What it says when it is pointed at.
    public var title: String

    /// A point.
    public init(x: Double, y: Span, title: String) {
      self.x = x
      self.y = y
      self.title = title
    }
  }

  /// A chart of lines.
  public init(x: Axis, y: Axis, series: [Series]) {
    self.x = x
    self.y = y
    self.series = series
  }

  /// Draws it.
  public func drawing(title: String, description: String, width: Double = Drawing.standardWidth) -> Drawing {
    let frame = Frame(self, width: width)
    return Drawing(
      title: title, description: description, width: width, height: frame.height,
      elements: frame.axes + frame.lines)
  }
}

/// Where the parts of a chart are.
private struct Frame {
  let chart: LineChart
  let left: Double
  let right: Double
  let top = 26.0
  let bottom: Double
  let height: Double
  let rows: [Axis.Tick]
  let names: [[String]]
  private let drawn: [LineChart.Series]

  private static let plotHeight = 190.0
  /// So that points at the ends are whole.
  private static let inset = 6.0
  private static let lineHeight = 14.0

  init(_ chart: LineChart, width: Double) {
    self.chart = chart
    bottom = top + Self.plotHeight
    height = bottom + 40
    rows = chart.y.rows(length: Self.plotHeight - 2 * Self.inset)
    left = 8 + (rows.map { TextSize.width(of: $0.label) }.max() ?? 0)
    drawn = chart.series.filter { !$0.points.isEmpty }
    names = drawn.map { TextSize.lines($0.name, width: width * 0.28) }
    right = width - 14 - (names.joined().map { TextSize.width(of: $0) }.max() ?? 0)
  }

  private func x(_ value: Double) -> Double {
    left + Self.inset + chart.x.scale.position(of: value) * (right - left - 2 * Self.inset)
  }
  private func y(_ value: Double) -> Double {
    bottom - Self.inset - chart.y.scale.position(of: value) * (Self.plotHeight - 2 * Self.inset)
  }

  var axes: [SVGElement] {
    var elements = [Drawing.text(chart.y.title, "q", x: 0, y: 12)]
    for tick in rows {
      let y = y(tick.value)
      elements.append(Drawing.line("rule", left, y, right, y))
      elements.append(Drawing.text(tick.label, "q e", x: left - 6, y: y + 4))
    }
    elements.append(Drawing.line("axis", left, bottom, right, bottom))
    for tick in chart.x.columns(length: right - left - 2 * Self.inset, overhang: left) {
      let x = left + Self.inset + tick.offset
      elements.append(Drawing.line("axis", x, bottom, x, bottom + 4))
      elements.append(Drawing.text(tick.label, "q c", x: x, y: bottom + 17))
    }
    elements.append(Drawing.text(chart.x.title, "q e", x: right, y: bottom + 34))
    return elements
  }

  /// Bands first, so that none hides a line.
  var lines: [SVGElement] {
    let ends = drawn.map { y($0.points[$0.points.count - 1].y.estimate) }
    let most = names.map(\.count).max() ?? 1
    let places = LabelPlacement.spread(
      ends, apart: Double(most) * Self.lineHeight + 1, within: top...bottom)
    return zip(drawn, zip(names, zip(ends, places))).map { series, label in
      let (lines, (end, place)) = label
      var group = SVGElement(
        "g", ["class": "series \(Stylesheet.series(series.style))", "data-name": series.name])
      for element in band(series) + [line(series)] + points(series) { group.append(element) }
      if abs(end - place) > 3 {
        let last = x(series.points[series.points.count - 1].x)
        group.append(Drawing.line("lead", last + 5, end, right + 6, place))
      }
      let start = place + 4 - Double(lines.count - 1) * Self.lineHeight / 2
      for (index, line) in lines.enumerated() {
        group.append(
          Drawing.text(line, "b name", x: right + 8, y: start + Double(index) * Self.lineHeight))
      }
      return group
    }
  }

  private func band(_ series: LineChart.Series) -> [SVGElement] {
    let points = series.points
    guard points.count > 1 else {
      return points.filter { $0.y.low < $0.y.high }.map {
        Drawing.line("span", x($0.x), y($0.y.low), x($0.x), y($0.y.high))
      }
    }
    guard points.contains(where: { $0.y.low < $0.y.high }) else { return [] }
    let outline =
      points.map { "\(x($0.x).coordinate),\(y($0.y.high).coordinate)" }
      + points.reversed().map { "\(x($0.x).coordinate),\(y($0.y.low).coordinate)" }
    return [SVGElement("path", ["class": "area", "d": "M" + outline.joined(separator: "L") + "z"])]
  }

  private func line(_ series: LineChart.Series) -> SVGElement {
    let places = series.points.map { "\(x($0.x).coordinate),\(y($0.y.estimate).coordinate)" }
    return SVGElement("path", ["class": "line", "d": "M" + places.joined(separator: "L")])
  }

  private func points(_ series: LineChart.Series) -> [SVGElement] {
    series.points.map {
      Marker.ofSeries(series.style).element(
        x: x($0.x), y: y($0.y.estimate), radius: series.points.count > 8 ? 3 : 4, title: $0.title)
    }
  }
}
