/// Marks in rows and columns, under headings.
public struct MarkMatrix: Sendable {
  /// The columns.
  public var groups: [Group]
  /// The rows.
  public var sections: [Section]
  /// What the markers mean.
  public var key: [KeyEntry]

  /// Columns that belong together.
  public struct Group: Sendable {
    /// What they have in common.
    public var title: String
    /// What is different.
    public var columns: [String]

    /// Columns that belong together.
    public init(_ title: String, columns: [String]) {
      self.title = title
      self.columns = columns
    }
  }

  /// Rows under a heading.
  public struct Section: Sendable {
    /// The heading, which may take several lines.
    public var title: String
    /// The rows.
    public var rows: [Row]

    /// Rows under a heading.
    public init(_ title: String, rows: [Row]) {
      self.title = title
      self.rows = rows
    }
  }

  /// A row.
  public struct Row: Sendable {
    /// What it is about.
    public var label: String
    /// Its marks.
    public var cells: [Cell]

    /// A row.
    public init(_ label: String, cells: [Cell]) {
      self.label = label
      self.cells = cells
    }
  }

  /// A mark, in the middle of the columns that it is about.
  public struct Cell: Sendable {
    /// Counted through all groups.
    public var columns: ClosedRange<Int>
    /// The mark.
    public var marker: Marker
    /// The class that decides its color.
    public var kind: String
    /// What it says when it is pointed at.
    public var title: String

    /// A mark.
    public init(_ columns: ClosedRange<Int>, _ marker: Marker, kind: String, title: String) {
      self.columns = columns
      self.marker = marker
      self.kind = kind
      self.title = title
    }
  }

  /// A matrix of marks.
  public init(groups: [Group], sections: [Section], key: [KeyEntry]) {
    self.groups = groups
    self.sections = sections
    self.key = key
  }

  /// Draws it.
  public func drawing(title: String, description: String, width: Double = Drawing.standardWidth) -> Drawing {
    var elements: [SVGElement] = []
    let labels = sections.flatMap(\.rows).map { TextSize.width(of: $0.label) }
    let left = min(width * 0.3, labels.max() ?? 0) + 10
    let count = groups.reduce(0) { $0 + $1.columns.count }
    let step = (width - left) / Double(max(1, count))
    func middle(_ columns: ClosedRange<Int>) -> Double {
      left + (Double(columns.lowerBound + columns.upperBound) / 2 + 0.5) * step
    }
    var first = 0
    for group in groups where !group.columns.isEmpty {
      let columns = first...first + group.columns.count - 1
      elements.append(Drawing.text(group.title, "b c", x: middle(columns), y: 12))
      let isRoom = group.columns.allSatisfy { TextSize.width(of: $0, size: 10) < step }
      for (column, name) in zip(columns, group.columns) where isRoom {
        elements.append(Drawing.text(name, "q t c", x: middle(column...column), y: 27))
      }
      first += group.columns.count
    }
    var y = 34.0
    for section in sections {
      elements.append(Drawing.line("rule", 0, y + 2, width, y + 2))
      for line in TextSize.lines(section.title, width: width) {
        elements.append(Drawing.text(line, "", x: 0, y: y + 17))
        y += 15
      }
      y += 5
      for row in section.rows {
        elements.append(Drawing.text(row.label, "q", x: 0, y: y + 14))
        for cell in row.cells {
          let marker = cell.marker.element(x: middle(cell.columns), y: y + 10, title: cell.title)
          elements.append(SVGElement("g", ["class": cell.kind], children: [marker]))
        }
        y += 19
      }
      y += 4
    }
    elements.append(Drawing.line("rule", 0, y + 2, width, y + 2))
    let (drawn, height) = KeyEntry.drawn(key, x: 0, y: y + 20, width: width)
    return Drawing(
      title: title, description: description, width: width, height: y + height + 10,
      elements: elements + drawn)
  }
}
