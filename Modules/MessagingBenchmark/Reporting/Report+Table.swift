extension Report {
  /// The report as aligned tables of at most 80 columns, and sentences.
  public func table() -> String {
    var lines = [
      "\(environment.processor), \(environment.cores) cores, \(environment.kernel)",
      "\(environment.operatingSystem), Swift \(environment.swift)",
      environment.libraries.sorted { $0.key < $1.key }.map(\.value).joined(separator: "; "),
      "load \(environment.loadAverage.map(Figures.short).joined(separator: " ")), seed \(configuration.seed)",
    ]
    lines.removeAll { $0.isEmpty }
    if environment.isDebugBuild {
      lines.append("This is a debug build: the figures say nothing about speed.")
    }
    if !results.isEmpty { lines += [""] + Self.legend }
    for result in results { lines += [""] + result.table }
    if !sentences.isEmpty { lines += ["", "In words"] + sentences.flatMap { Self.wrap($0) } }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let width = 80

  private static let legend = [
    "cpu: processor time of all threads, ns/msg; slp/k: sleeps per 1,000 messages;",
    "alloc: allocations per message; ratio: of times, below 1 is faster;",
    "kept B: bytes in use for each message that is kept; heap B, rss B: bytes",
    "allocated and resident for each idle socket; growth: with the number of the arm",
  ]

  /// A sentence in lines of the table's width, those after the first indented.
  private static func wrap(_ sentence: String) -> [String] {
    var lines = [" "]
    for word in sentence.split(separator: " ") {
      if lines[lines.count - 1].count + 1 + word.count > width { lines.append("   ") }
      lines[lines.count - 1] += " \(word)"
    }
    return lines
  }
}

extension Report.Result {
  fileprivate var table: [String] {
    let unit = arms.contains { $0.percentiles != nil } ? "round trips" : "messages"
    let title =
      [experiment, transport, endpoint, pattern] + (size > 0 ? [Figures.size(size)] : [])
      + [subject].compactMap(\.self)
    return [
      title.joined(separator: "  "),
      " \(rounds) rounds of \(messagesPerRound) \(unit)",
    ] + Self.aligned(mainRows) + (percentileRows.isEmpty ? [] : Self.aligned(percentileRows))
  }

  private var mainRows: [[String]] {
    let isRetention = arms.contains { $0.retainedBytesPerMessage != nil }
    let hasMemory = arms.contains { $0.memoryPerSocket != nil }
    let headings = hasMemory ? ["heap B", "rss B"] : [isRetention ? "kept B" : "slp/k", "alloc"]
    var rows = [["arm", "ns/msg", "msg/s", "cpu"] + headings + ["ratio (95 %)"]]
    for arm in arms {
      let comparison = comparisons.first { $0.arm == arm.name }
      let more =
        hasMemory
        ? [arm.memoryPerSocket?.bytesInUse, arm.memoryPerSocket?.residentBytes]
        : [arm.retainedBytesPerMessage ?? arm.voluntarySwitchesPerThousand, arm.allocationsPerMessage]
      rows.append(
        [
          arm.name, Figures.short(arm.nanosecondsPerMessage.estimate),
          Figures.scaled(arm.messagesPerSecond), Figures.short(arm.cpuNanosecondsPerMessage),
        ] + more.map { $0.map(Figures.short) ?? "-" } + [comparison.map { Figures.ratio($0.ratio) } ?? "1"])
    }
    if let control = comparisons.first?.control {
      rows.append(["  control, the first again", "", "", "", "", "", Figures.ratio(control)])
    }
    if let growth {
      rows.append(["  growth", "", "", "", "", "", growth.description])
    }
    return rows
  }

  private var percentileRows: [[String]] {
    var rows: [[String]] = []
    for arm in arms {
      guard let percentiles = arm.percentiles else { continue }
      if rows.isEmpty { rows.append(["half round trip, us", "p50", "p90", "p99", "p99.9", "max"]) }
      let values = [
        percentiles.p50, percentiles.p90, percentiles.p99, percentiles.p999, percentiles.max,
      ]
      rows.append([arm.name] + values.map { Figures.short($0 / 1_000) })
    }
    return rows
  }

  /// Rows as lines, the first column to the left and the others to the right.
  private static func aligned(_ rows: [[String]]) -> [String] {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).enumerated().map { column, cell in
        let padding = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
        return column == 0 ? cell.0 + padding : padding + cell.0
      }
      return " " + cells.joined(separator: " ")
    }
  }
}
