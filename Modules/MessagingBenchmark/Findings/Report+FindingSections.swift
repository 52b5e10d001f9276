extension Report {
  /// The claims, each with what became of it by size, transport and kind of address.
  var findingSections: [Document.Section] {
    findings.grouped(by: \.id).map(Self.section)
  }

  private static func section(_ findings: [Finding]) -> Document.Section {
    let judged = findings.filter { $0.verdict != .notApplicable }
    let reasons = [FindingVerdict.holds, .refuted].compactMap { verdict in
      judged.first { $0.verdict == verdict }.map { "\(verdict.rawValue): \($0.reason)" }
    }
    let dependent = judged.filter(\.isDependent).map {
      "\($0.transport) over \($0.way) at \(Figures.size($0.size)): \($0.reason)"
    }
    let missing = findings.filter { $0.verdict == .notApplicable }.map {
      "not applicable to \($0.transport): \($0.reason)"
    }
    return Document.Section(
      heading: "\(findings[0].id) \(findings[0].claim)", tables: judged.isEmpty ? [] : [table(judged)],
      items: reasons + dependent + missing + ["what to do: \(findings[0].advice)"])
  }

  /// A row for each size, a column for each place, and the ratio that others found.
  private static func table(_ findings: [Finding]) -> Table {
    let places = findings.map(\.place).unique
    let seeds = findings.contains { $0.seedRatio != nil } ? ["theirs"] : []
    var table = Table(columns: (["size"] + seeds + places).map { Table.Column($0) })
    for size in Set(findings.map(\.size)).sorted() {
      let row = findings.filter { $0.size == size }
      let seed = row.lazy.compactMap(\.seedRatio).first.map(Figures.ratio) ?? "-"
      table.rows.append(
        [Table.Cell(size == 0 ? "any" : Figures.size(size))] + seeds.map { _ in Table.Cell(seed) }
          + places.map { place in row.first { $0.place == place }?.cell ?? "-" })
    }
    return table
  }
}

extension Report.Finding {
  fileprivate var place: String {
    endpoint == Endpoint.memory.scheme ? transport : "\(transport) \(way)"
  }

  /// The ratio, with its interval where there is room, and the verdict.
  fileprivate var cell: Table.Cell {
    let (word, tone): (String, Table.Tone) =
      switch verdict {
      case .holds: ("holds", .good)
      case .refuted: ("refuted", .bad)
      case .unresolved, .notApplicable: ("?", .plain)
      }
    guard let ratio else { return Table.Cell(word, tone) }
    return Table.Cell(
      "\(Figures.ratio(ratio.estimate)) \(word)", tone, full: "\(Figures.ratio(ratio)) \(word)")
  }
}
