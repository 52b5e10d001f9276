extension RowChart {
  /// Draws it.
  public func drawing(title: String, description: String, width: Double = Drawing.standardWidth) -> Drawing {
    var painter = RowPainter(self, width: width)
    painter.paint()
    return Drawing(
      title: title, description: description, width: width, height: painter.y, elements: painter.elements)
  }
}

/// Draws a chart of rows from top to bottom.
private struct RowPainter {
  let chart: RowChart
  let width: Double
  let left: Double
  let right: Double
  let labelWidth: Double
  /// Where the next thing goes.
  var y = 0.0
  var elements: [SVGElement] = []

  private static let lineHeight = 14.0

  init(_ chart: RowChart, width: Double) {
    self.chart = chart
    self.width = width
    let rows = chart.groups.flatMap(\.rows)
    labelWidth = min(width * 0.36, rows.map { TextSize.width(of: $0.label) }.max() ?? 0)
    left = labelWidth + 14
    right = width - 10 - (rows.map { TextSize.width(of: $0.value) }.max() ?? 0)
  }

  private func x(_ value: Double) -> Double { left + chart.axis.scale.position(of: value) * (right - left) }

  mutating func paint() {
    let ticks = chart.axis.columns(length: right - left, overhang: min(left, width - right))
    let lines = chart.groups.map { group in
      group.rows.map { TextSize.lines($0.label, width: labelWidth) }
    }
    let heights = lines.map { $0.map { Double($0.count) * Self.lineHeight + 7 } }
    let headings = chart.groups.map { $0.title.isEmpty ? 0 : 22.0 }
    let bottom = heights.joined().reduce(0, +) + headings.reduce(0, +) + 4
    // What is behind goes first.
    var top = 0.0
    for (group, (heading, heights)) in zip(chart.groups, zip(headings, heights)) {
      top += heading
      for (row, height) in zip(group.rows, heights) {
        if let band = row.band {
          let (low, high) = (x(band.lowerBound), x(band.upperBound))
          elements.append(
            SVGElement(
              "rect",
              [
                "class": "band", "x": low.coordinate, "y": top.coordinate,
                "width": max(1, high - low).coordinate, "height": height.coordinate,
              ]))
        }
        top += height
      }
    }
    for tick in ticks {
      elements.append(Drawing.line("rule", left + tick.offset, 0, left + tick.offset, bottom))
    }
    if let reference = chart.reference {
      elements.append(Drawing.line("axis", x(reference), 0, x(reference), bottom))
    }
    var end: Double?
    for (index, group) in chart.groups.enumerated() {
      if !group.title.isEmpty {
        elements.append(Drawing.text(group.title, "b", x: 0, y: y + 16))
        y += headings[index]
      }
      for (row, (lines, height)) in zip(group.rows, zip(lines[index], heights[index])) {
        paint(row, lines, height, after: &end)
      }
    }
    y = bottom
    elements.append(Drawing.line("axis", left, y, right, y))
    for tick in ticks {
      elements.append(Drawing.text(tick.label, "q c", x: left + tick.offset, y: y + 16))
    }
    elements.append(Drawing.text(chart.axis.title, "q e", x: right, y: y + 33))
    y += 40
    if !chart.key.isEmpty {
      let (key, height) = KeyEntry.drawn(chart.key, x: 0, y: y + 12, width: width)
      elements += key
      y += height + 4
    }
  }

  private mutating func paint(
    _ row: RowChart.Row, _ lines: [String], _ height: Double, after end: inout Double?
  ) {
    let middle = y + height / 2
    for (index, line) in lines.enumerated() {
      let offset = (Double(index) - Double(lines.count - 1) / 2) * Self.lineHeight
      elements.append(Drawing.text(line, "", x: 0, y: middle + 4 + offset))
    }
    var group = SVGElement("g", ["class": row.kind])
    switch row.mark {
    case .point(let marker):
      for element in interval(row.span, middle) { group.append(element) }
      group.append(marker.element(x: x(row.span.estimate), y: middle, title: row.title))
    case .bar(let start):
      if chart.isCascade, let end {
        elements.append(Drawing.line("axis", end, y - height / 2 + 6, end, middle + 6))
      }
      let (low, high) = (x(min(start, row.span.estimate)), x(max(start, row.span.estimate)))
      group.append(
        SVGElement(
          "rect",
          [
            "class": "bar", "x": low.coordinate, "y": (middle - 6).coordinate,
            "width": max(1, high - low).coordinate, "height": "12",
          ], children: [SVGElement("title", text: row.title)]))
      for element in interval(row.span, middle) { group.append(element) }
      end = x(row.span.estimate)
    }
    elements.append(group)
    if let target = row.target {
      elements.append(Drawing.line("target", x(target), middle - 7, x(target), middle + 7))
    }
    elements.append(Drawing.text(row.value, "e", x: width, y: middle + 4))
    y += height
  }

  /// A line from end to end, with an arrowhead where it goes on beyond the axis.
  private func interval(_ span: Span, _ y: Double) -> [SVGElement] {
    guard span.low < span.high else { return [] }
    let domain = chart.axis.scale.domain
    let slack = (domain.upperBound - domain.lowerBound) * 1e-9
    var elements = [Drawing.line("span", x(span.low), y, x(span.high), y)]
    if span.low < domain.lowerBound - slack { elements.append(arrowhead(left, y, towards: -1)) }
    if span.high > domain.upperBound + slack { elements.append(arrowhead(right, y, towards: 1)) }
    return elements
  }

  private func arrowhead(_ x: Double, _ y: Double, towards direction: Double) -> SVGElement {
    let start = "\((x - 4 * direction).coordinate),\((y - 4).coordinate)"
    let end = "\((x - 4 * direction).coordinate),\((y + 4).coordinate)"
    return SVGElement(
      "path", ["class": "span", "d": "M\(start)L\(x.coordinate),\(y.coordinate)L\(end)"])
  }
}
