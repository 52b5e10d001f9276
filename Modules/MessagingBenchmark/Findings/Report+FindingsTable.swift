extension Report {
  /// The claims, each with what became of it by size, transport and kind of address.
  var findingsTable: [String] {
    var ids: [String] = []
    for finding in findings where !ids.contains(finding.id) { ids.append(finding.id) }
    return ids.flatMap { id in Self.table(of: findings.filter { $0.id == id }) }
  }

  private static func table(of findings: [Finding]) -> [String] {
    let title = ["", "\(findings[0].id)  \(findings[0].claim)"]
    let judged = findings.filter { $0.verdict != .notApplicable }
    var places: [String] = []
    for finding in judged where !places.contains(finding.place) { places.append(finding.place) }
    let hasSeed = judged.contains { $0.seedRatio != nil }
    let sizes = Set(judged.map(\.size)).sorted()
    let header = [["size"] + (hasSeed ? ["theirs"] : []) + places]
    let rows = sizes.map { size in
      let row = judged.filter { $0.size == size }
      let seed = row.lazy.compactMap(\.seedRatio).first.map(Figures.ratio) ?? "-"
      return [size == 0 ? "any" : Figures.size(size)] + (hasSeed ? [seed] : [])
        + places.map { place in row.first { $0.place == place }?.cell ?? "-" }
    }
    let missing = findings.filter { $0.verdict == .notApplicable }
      .flatMap { Self.wrap("not applicable to \($0.transport): \($0.reason).") }
    return title + (rows.isEmpty ? [] : Table.aligned(header + rows)) + reasons(for: judged) + missing
  }

  /// Why, once for each verdict that was reached.
  private static func reasons(for findings: [Finding]) -> [String] {
    [FindingVerdict.holds, .refuted].flatMap { verdict -> [String] in
      guard let finding = findings.first(where: { $0.verdict == verdict }) else { return [] }
      return wrap("where it \(verdict == .holds ? "holds" : "is refuted"): \(finding.reason).")
    }
  }
}

extension Report.Finding {
  fileprivate var place: String {
    endpoint == Endpoint.memory.scheme ? transport : "\(transport) \(endpoint)"
  }

  fileprivate var cell: String {
    let ratio = ratio.map { Figures.ratio($0.estimate) } ?? ""
    return verdict == .unresolved ? "\(ratio) ?" : "\(ratio) \(verdict.rawValue)"
  }
}
