extension Document {
  /// The document as GitHub shows it.
  func markdown() -> String {
    var blocks = ["# \(title.escapedForMarkdown)"]
    for section in sections {
      if let heading = section.heading { blocks.append("## \(heading.escapedForMarkdown)") }
      if section.lines.count == 1 {
        blocks.append(section.lines[0].escapedForMarkdown)
      } else {
        blocks.append(Self.list(section.lines))
      }
      blocks += section.pictures.map { "![\($0.title.escapedForMarkdown)](\($0.path))" }
      blocks += section.tables.map { $0.markdown() }
      blocks.append(Self.list(section.items))
    }
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private static func list(_ items: [String]) -> String {
    items.map { "- \($0.escapedForMarkdown)" }.joined(separator: "\n")
  }
}

extension Table {
  fileprivate func markdown() -> String {
    let shown = columns.indices.filter { !columns[$0].isPictorial }
    let rule = shown.map { $0 == 0 ? ":--" : "--:" }
    return
      ([shown.map { columns[$0].title.escapedForMarkdown }, rule]
      + rows.map { row in shown.map { row[$0].fullText.escapedForMarkdown } })
      .map { "| " + $0.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }
}

extension String {
  /// The same text where characters would mean something else: emphasis, code, links, HTML, cells,
  /// strike-through.
  var escapedForMarkdown: String {
    reduce(into: "") { text, character in
      if "\\`*_[]<>|~".contains(character) { text.append("\\") }
      text.append(character)
    }
  }
}
