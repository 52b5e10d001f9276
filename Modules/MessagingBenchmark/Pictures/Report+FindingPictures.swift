import Plotting

extension Report {
  /// What became of claims.
  var findingGallery: Gallery {
    Gallery(
      title: "Findings",
      legend:
        "What became of each claim, by transport and size. The table has the ratios.",
      pictures: findings.isEmpty ? [] : [findingPicture],
      notes: findingSections.map { section in
        let id = section.heading?.prefix { $0 != " " } ?? ""
        let reasons = section.items.isEmpty ? ["unresolved"] : section.items
        return "\(id) \(reasons.joined(separator: "; "))."
      }, isMain: true)
  }

  private var findingPicture: Picture {
    let places = findings.map(\.transport).filter { $0 != MessagingBenchmark.Arm.noTransport }.unique
    let sizes = Set(findings.map(\.size)).filter { $0 > 0 }.sorted()
    let columns = sizes.isEmpty ? ["any"] : sizes.map { Figures.size($0).replacing(" ", with: "") }
    let groups = (places.isEmpty ? [MessagingBenchmark.Arm.noTransport] : places).map {
      MarkMatrix.Group($0, columns: columns)
    }
    func cell(_ finding: Finding) -> MarkMatrix.Cell {
      let all = 0...groups.count * columns.count - 1
      var range = all
      if let place = places.firstIndex(of: finding.transport) {
        let first = place * columns.count
        let column = sizes.firstIndex(of: finding.size)
        range = column.map { first + $0...first + $0 } ?? first...first + columns.count - 1
      }
      return MarkMatrix.Cell(
        range, finding.verdict.marker, kind: finding.verdict.pictureKind, title: finding.summary)
    }
    let sections = findings.grouped(by: \.id).map { claim in
      let ways = claim.map(\.way).filter { !$0.isEmpty }.unique
      let rows = (ways.isEmpty ? [""] : ways).enumerated().map { index, way in
        // What does not apply has none.
        let here = claim.filter { $0.way == way || $0.way.isEmpty && index == 0 }
        return MarkMatrix.Row(way, cells: here.map(cell))
      }
      return MarkMatrix.Section("\(claim[0].id)  \(claim[0].claim)", rows: rows)
    }
    let key = FindingVerdict.allCases.map { KeyEntry(.marker($0.marker), $0.rawValue, kind: $0.pictureKind) }
    let counts = FindingVerdict.allCases.map { verdict in
      "\(findings.count { $0.verdict == verdict }) \(verdict.rawValue)"
    }
    return Picture(
      name: "findings",
      drawing: MarkMatrix(groups: groups, sections: sections, key: key).drawing(
        title: "What became of the claims",
        description:
          "A mark for each claim, transport, kind of address and size: \(counts.joined(separator: ", "))."),
      table: findingTable)
  }

  private var findingTable: DataTable {
    DataTable(
      columns: ["claim", "transport", "over", "size", "theirs", "ratio", "low", "high", "verdict", "reason"],
      rows: findings.map { finding in
        [
          .text(finding.id), .text(finding.transport), .text(finding.way), .size(finding.size),
          .number(finding.seedRatio, Figures.ratio),
        ] + Datum.interval(finding.ratio, Figures.ratio)
          + [.text(finding.verdict.rawValue), .text(finding.reason)]
      })
  }
}

extension Report.Finding {
  /// All of it in a line.
  fileprivate var summary: String {
    let place = [transport, way, size > 0 ? Figures.size(size) : ""].filter { !$0.isEmpty }
    return "\(id), \(place.joined(separator: " ")): \(verdict.rawValue)"
      + (ratio.map { ", ratio \(Figures.ratio($0))" } ?? "")
      + (seedRatio.map { ", theirs \(Figures.ratio($0))" } ?? "")
  }
}

extension FindingVerdict {
  fileprivate var marker: Marker {
    switch self {
    case .holds: .circle
    case .refuted: .cross
    case .unresolved: .ring
    case .notApplicable: .dash
    }
  }

  fileprivate var pictureKind: String {
    switch self {
    case .holds: "good"
    case .refuted: "bad"
    case .unresolved, .notApplicable: "faint"
    }
  }
}
