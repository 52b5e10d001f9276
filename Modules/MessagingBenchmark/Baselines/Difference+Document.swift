extension Difference {
  /// What people read of it.
  ///
  /// - Parameter commit: That of the new results, if it is known.
  func sections(commit: String?) -> [Document.Section] {
    var places: [(title: String, changes: [Change])] = []
    for change in changes {
      if places.last?.title == change.place.title {
        places[places.count - 1].changes.append(change)
      } else {
        places.append((change.place.title, [change]))
      }
    }
    func named(_ run: String, _ commit: String?) -> String? { commit.map { "\(run): commit \($0)" } }
    let introduction = Document.Section(
      heading: "Against \(baseline)",
      lines: [named("old", baselineCommit), named("new", commit), Self.legend].compactMap(\.self))
    return [introduction]
      + places.map { place in
        let judgesTimes = place.changes.contains { $0.time.verdict != nil }
        let tables = [Self.ratioTable(place.changes, showsTimes: !judgesTimes)]
        return Document.Section(
          heading: place.title, tables: judgesTimes ? tables + [Self.timeTable(place.changes)] : tables)
      } + [Document.Section(heading: "Changes", items: sentences)]
  }

  private static let legend =
    "An arm's ratio is its time to the first arm's in the same run. change: new / old, above 1 is slower; "
    + "?: unresolved; control: the first arm against itself. What slows all arms alike shows in times only, "
    + "which --absolute judges."

  private static func ratioTable(_ changes: [Change], showsTimes: Bool) -> Table {
    var table = Table(
      columns: [.init("arm, ratio"), .init("old"), .init("new"), .init("change (95 %)"), .init("verdict")])
    if showsTimes {
      table.columns += [.init("old ns", dispensability: 0), .init("new ns", dispensability: 1)]
    }
    table.rows = changes.map { change in
      let times: [Table.Cell] = [
        "\(Figures.short(change.time.old.estimate))", "\(Figures.short(change.time.new.estimate))",
      ]
      return ["\(change.arm)"] + (change.ratio?.cells(Figures.ratio) ?? ["1", "1", "", ""])
        + (showsTimes ? times : [])
    }
    if let control = changes.lazy.compactMap(\.control).first {
      let cells = [Table.Cell("control")] + control.cells(Figures.ratio) + (showsTimes ? ["", ""] : [])
      table.rows.append(cells.map { Table.Cell($0.text, .faint) })
    }
    return table
  }

  private static func timeTable(_ changes: [Change]) -> Table {
    Table(
      columns: [.init("arm, ns"), .init("old"), .init("new"), .init("change (95 %)"), .init("verdict")],
      rows: changes.map { ["\($0.arm)"] + $0.time.cells(Figures.short) })
  }

  /// What the judgements say, in words.
  var sentences: [String] {
    func plural(_ kind: Judgement) -> String {
      "\(count(kind)) \(kind.rawValue)\(count(kind) == 1 ? "" : "s")"
    }
    var sentences = [
      "with a threshold of \(Figures.plain(thresholdPercent)) %: \(plural(.regression)), "
        + "\(plural(.improvement)), \(count(.unchanged)) unchanged, \(count(.unresolved)) unresolved."
    ]
    sentences += changes.flatMap(\.sentences)
    if count(.unresolved) > 0 {
      sentences.append(
        "what is unresolved has intervals that are too wide for the threshold; more --budget in both runs "
          + "narrows them.")
    }
    let unjudged = changes.filter { $0.ratio == nil && $0.time.verdict == nil }
    if unjudged.count == changes.count {
      sentences.append(
        "nothing is judged: no arm has another one in its run to be compared with; --absolute judges times."
      )
    }
    if !environmentDifferences.isEmpty {
      sentences.append("the environments differ: \(environmentDifferences.joined(separator: "; ")).")
    }
    if !onlyInBaseline.isEmpty {
      sentences.append("only the old run has: \(onlyInBaseline.joined(separator: "; ")).")
    }
    if !onlyInThis.isEmpty {
      sentences.append("only the new run has: \(onlyInThis.joined(separator: "; ")).")
    }
    return sentences
  }

  /// The regressions in a line; `nil` when there is none.
  public var alarm: String? {
    let regressions = changes.flatMap(\.regressions)
    guard let first = regressions.first else { return nil }
    let more = regressions.count > 1 ? ", and \(regressions.count - 1) more" : ""
    return "slower than \(baseline) by more than \(Figures.plain(thresholdPercent)) %: \(first)\(more)"
  }
}

extension Difference.Development {
  fileprivate func cells(_ write: (Double) -> String) -> [Table.Cell] {
    ["\(write(old.estimate))", "\(write(new.estimate))", "\(Figures.ratio(change))", verdict?.cell ?? ""]
  }
}

extension Difference.Judgement {
  /// As short as tables need it.
  fileprivate var cell: Table.Cell {
    switch self {
    case .regression: Table.Cell("worse", .bad)
    case .improvement: Table.Cell("better", .good)
    case .unchanged: "same"
    case .unresolved: "?"
    }
  }
}

extension Difference.Change {
  fileprivate var sentences: [String] {
    var sentences: [String] = []
    func add(_ development: Difference.Development?, _ quantity: String) {
      guard let development, let verdict = development.verdict,
        [.regression, .improvement].contains(verdict)
      else { return }
      sentences.append(
        "\(verdict.rawValue), \(place.title): \(arm) takes \(Figures.ratio(development.change)) times as "
          + "long as before\(quantity).")
    }
    add(ratio, ", beside the first arm")
    add(time, "")
    return sentences
  }

  fileprivate var regressions: [String] {
    [ratio, time].compactMap(\.self).filter { $0.verdict == .regression }.map {
      "\(place.title) \(arm) \(Figures.ratio($0.change))"
    }
  }
}
