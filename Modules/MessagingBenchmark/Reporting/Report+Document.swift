extension Report {
  /// What of a report people want to read.
  public enum Selection: Hashable, Sendable {
    case everything
    /// No table of each comparison's arms. Where transports are compared, what each is best at is in a table
    /// nevertheless.
    case summary
    /// What became of earlier results.
    case changes
  }

  /// The report as aligned tables and sentences.
  public func table(_ layout: TextLayout = .plain, showing selection: Selection = .everything) -> String {
    document(selection).text(layout)
  }

  /// The report as Markdown, for GitHub.
  ///
  /// - Parameters:
  ///   - selection: What is shown.
  ///   - folder: Where ``pictureFiles(showing:)`` are, as seen from the file; `nil` for no pictures.
  public func markdown(showing selection: Selection = .everything, pictures folder: String? = nil) -> String {
    var document = document(selection)
    if let folder {
      var general = Document.Section()
      for file in pictureFiles(showing: selection) {
        let link = Picture.Link(title: file.title, path: "\(folder)/\(file.name)")
        if let place = document.sections.firstIndex(where: { $0.heading != nil && $0.heading == file.heading }
        ) {
          document.sections[place].pictures.append(link)
        } else {
          general.pictures.append(link)
        }
      }
      document.sections.insert(general, at: min(1, document.sections.count))
    }
    return document.markdown()
  }

  private func document(_ selection: Selection) -> Document {
    let changes = difference?.sections(commit: environment.commit) ?? []
    if selection == .changes {
      let doubts = (difference?.baselineWarnings ?? []).map { "old: \($0)" } + warnings.map { "new: \($0)" }
      return Document(
        title: "msgbench diff",
        sections: changes + (doubts.isEmpty ? [] : [Document.Section(heading: "Warnings", items: doubts)]))
    }
    var sections = [Document.Section(lines: conditions)]
    if selection == .everything {
      if !results.isEmpty { sections.append(Document.Section(lines: [legend])) }
      // One table for each time that the same is compared with the same would say nothing.
      sections += results.filter { $0.experiment != Experiment.sameAgainstSame.name }.map(\.section)
    }
    sections += findingSections + explanationSections + ranking
    sections.append(Document.Section(heading: "Failed", items: failures.map { "\($0.place): \($0.reason)" }))
    sections.append(Document.Section(heading: "In words, with 95 % confidence", items: sentences))
    sections += changes
    sections.append(Document.Section(heading: "Warnings", items: warnings))
    sections.removeAll { $0.lines.isEmpty && $0.tables.isEmpty && $0.items.isEmpty }
    return Document(title: "msgbench", sections: sections)
  }

  /// What it was measured on.
  var conditions: [String] {
    let surroundings = [
      environment.isVirtualMachine == true ? "virtual machine" : nil,
      environment.isContainer == true ? "container" : nil,
      environment.frequencyGovernor.map { "governor \($0)" },
    ].compactMap { $0.map { ", \($0)" } }.joined()
    let steal = environment.stealShare.map { ", steal \(Figures.short($0 * 100)) %" } ?? ""
    return [
      "\(environment.processor), \(environment.cores) cores\(surroundings)",
      "\(environment.kernel), \(environment.operatingSystem)",
      environment.libraries.sorted { $0.key < $1.key }.map(\.value).joined(separator: "; "),
      "Swift \(environment.swift)" + (environment.commit.map { ", commit \($0)" } ?? ""),
      "load \(environment.loadAverage.map(Figures.short).joined(separator: " "))\(steal)"
        + ", seed \(configuration.seed)",
    ].filter { !$0.isEmpty }
  }

  private var legend: String {
    let hasRetention = results.contains { $0.isRetention }
    return "cpu: processor time of all threads, ns/msg; slp/k: sleeps per 1,000 messages; "
      + "alloc: allocations per message; ratio: of times, below 1 is faster; same: within "
      + "\(Int(Verdict.margin * 100)) %; ?: unresolved; control: the first arm again"
      + (hasRetention ? "; kept B: bytes in use for each message that is kept" : "")
  }
}

extension Report.Result {
  fileprivate var section: Document.Section {
    let unit = arms.contains { $0.percentiles != nil && $0.rate == nil } ? "round trips" : "messages"
    return Document.Section(
      heading: Place(self).title,
      lines: ["\(launches) processes, \(rounds) rounds of \(messagesPerRound) \(unit)"]
        + [growth.map { "the time grows as \($0) with n \(subject ?? "")" }].compactMap(\.self),
      tables: [timeTable] + [percentileTable, memoryTable].compactMap(\.self))
  }

  fileprivate var isRetention: Bool { arms.contains { $0.retainedBytesPerMessage != nil } }

  private var timeTable: Table {
    var table = Table(columns: [
      .init("arm"), .init("ns/msg"), .bars, .init("msg/s", dispensability: 3),
      .init("cpu", dispensability: 2),
      .init(isRetention ? "kept B" : "slp/k", dispensability: 1), .init("alloc", dispensability: 0),
      .init("ratio (95 %)"), .init("verdict"),
    ])
    let slowest = arms.map(\.nanosecondsPerMessage.estimate).max() ?? 0
    for arm in arms {
      let comparison = comparisons.first { $0.arm == arm.name }
      table.rows.append([
        "\(arm.name)", "\(Figures.nanoseconds(arm.nanosecondsPerMessage.estimate))",
        .bar(arm.nanosecondsPerMessage.estimate, of: slowest),
        "\(Figures.scaled(arm.messagesPerSecond))", "\(Figures.nanoseconds(arm.cpuNanosecondsPerMessage))",
        "\(Figures.short(arm.retainedBytesPerMessage ?? arm.voluntarySwitchesPerThousand))",
        "\(arm.allocationsPerMessage.map(Figures.short) ?? "-")",
        "\(comparison.map { Figures.ratio($0.ratio) } ?? "1")", comparison?.verdict.cell ?? "",
      ])
    }
    if let control {
      let cells = ["control", "", "", "", "", "", "", Figures.ratio(control), ""]
      table.rows.append(cells.map { Table.Cell($0, .faint) })
    }
    return table
  }

  private var percentileTable: Table? {
    let measure = arms.contains { $0.rate != nil } ? "since it was due, us" : "half round trip, us"
    let titles = [measure, "p50", "p90", "p99", "p99.9", "max"]
    let rows = arms.compactMap { arm in
      arm.percentiles.map { values in
        [Table.Cell(arm.name)]
          + [values.p50, values.p90, values.p99, values.p999, values.max].map {
            "\(Figures.short($0 / 1_000))"
          }
      }
    }
    return rows.isEmpty ? nil : Table(columns: titles.map { .init($0) }, rows: rows)
  }
}

extension Verdict {
  /// As short as tables need it.
  fileprivate var cell: Table.Cell {
    let word =
      switch self {
      case .faster, .slower: rawValue
      case .equivalent: "same"
      case .unresolved: "?"
      }
    return Table.Cell(word, tone)
  }

  var tone: Table.Tone {
    switch self {
    case .faster: .good
    case .slower: .bad
    case .equivalent, .unresolved: .plain
    }
  }
}
