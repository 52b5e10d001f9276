extension Document {
  /// The document as lines with aligned tables, which fit into the layout's width.
  func text(_ layout: TextLayout) -> String {
    sections.map { section in
      let indentation = section.heading == nil ? "" : " "
      var lines = [section.heading].compactMap(\.self).flatMap { Self.wrap($0, layout) }
      lines += section.lines.flatMap { Self.wrap($0, first: indentation, next: indentation, layout) }
      lines += section.tables.flatMap { $0.lines(layout) }
      lines += section.items.flatMap { Self.wrap($0, first: "  ", next: "    ", layout) }
      return lines.map { $0 + "\n" }.joined()
    }.joined(separator: "\n")
  }

  /// A text in lines of the layout's width, with what is put before the first line and before the others.
  private static func wrap(
    _ text: String, first: String = "", next: String = "", _ layout: TextLayout
  ) -> [String] {
    var lines = [first + text]
    while lines[lines.count - 1].count > layout.width {
      let line = lines[lines.count - 1]
      let start = line.index(line.startIndex, offsetBy: lines.count == 1 ? first.count : next.count)
      let end = line.index(line.startIndex, offsetBy: layout.width)
      // A word that is too long stays whole.
      guard let space = line[start...end].lastIndex(of: " ") ?? line[end...].firstIndex(of: " ") else {
        break
      }
      lines[lines.count - 1] = String(line[..<space])
      lines.append(next + line[line.index(after: space)...].drop { $0 == " " })
    }
    return lines
  }
}

extension Table {
  /// The rows as lines, the first column to the left and the others to the right.
  ///
  /// Where that is too wide, texts are short, columns are left out that may be, and what is in the first has a line of its
  /// own.
  func lines(_ layout: TextLayout) -> [String] {
    let full = withFullTexts
    let width = columns.indices.reduce(0) { $0 + 1 + full.width(of: $1) }
    return (width <= layout.width ? full : self).fittedLines(layout)
  }

  private var withFullTexts: Table {
    var table = self
    table.rows = rows.map { row in row.map { Cell($0.fullText, $0.tone) } }
    return table
  }

  private func fittedLines(_ layout: TextLayout) -> [String] {
    var shown = Array(columns.indices.dropFirst())
    func room() -> Int { layout.width - 1 - shown.reduce(0) { $0 + 1 + width(of: $1) } }
    while room() < min(width(of: 0), Self.leastNameWidth),
      let next = shown.filter({ columns[$0].dispensability != nil }).min(by: {
        columns[$0].dispensability ?? 0 < columns[$1].dispensability ?? 0
      })
    {
      shown.removeAll { $0 == next }
    }
    let nameWidth = max(0, min(width(of: 0), room()))
    return grid.flatMap { row in
      let isLong = row[0].text.count > nameWidth
      let name = row[0].painted(layout)
      let padding = String(repeating: " ", count: isLong ? nameWidth : nameWidth - row[0].text.count)
      let figures = shown.reduce(into: padding) { line, column in
        let padding = String(repeating: " ", count: width(of: column) - row[column].text.count)
        line += " " + padding + row[column].painted(layout)
      }
      let line = " " + (isLong ? "" : name) + figures
      return (isLong ? [" " + name] : []) + [line.replacing(/\ +$/, with: "")]
    }
  }

  private var grid: [[Cell]] { [columns.map { Cell($0.title) }] + rows }

  private func width(of column: Int) -> Int { grid.map { $0[column].text.count }.max() ?? 0 }

  /// With less, nearly every name would have a line of its own.
  private static let leastNameWidth = 16
}

extension Table.Cell {
  fileprivate func painted(_ layout: TextLayout) -> String {
    guard layout.isColored, !text.isEmpty, let code = tone.code else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}

extension Table.Tone {
  /// The number that selects it on terminals (ECMA-48, SGR).
  fileprivate var code: Int? {
    switch self {
    case .plain: nil
    case .good: 32
    case .bad: 31
    case .faint: 2
    }
  }
}
