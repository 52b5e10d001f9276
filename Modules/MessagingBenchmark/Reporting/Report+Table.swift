extension Report {
  /// The report as aligned tables of at most 80 columns, and sentences.
  ///
  /// - Parameter showsArms: Whether each comparison has a table of its arms. Where transports are compared, what
  ///   each is best at is in a table in any case.
  public func table(showsArms: Bool = true) -> String {
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
    if showsArms {
      if !results.isEmpty { lines += [""] + Self.legend }
      // One table for each time that the same is compared with the same would say nothing.
      for result in results where result.experiment != Experiment.sameAgainstSame.name {
        lines += [""] + result.table
      }
    }
    lines += ranking
    if !failures.isEmpty {
      lines += ["", "Failed"] + failures.flatMap { Self.wrap("\($0.place): \($0.reason)") }
    }
    if !sentences.isEmpty { lines += ["", "In words"] + sentences.flatMap { Self.wrap($0) } }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let width = 80

  private static let legend = [
    "cpu: processor time of all threads, ns/msg; slp/k: sleeps per 1,000 messages;",
    "alloc: allocations per message; ratio: of times, below 1 is faster;",
    "kept B: bytes in use for each message that is kept",
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
    let unit = arms.contains { $0.percentiles != nil && $0.rate == nil } ? "round trips" : "messages"
    let title =
      [experiment, transport, endpoint, pattern] + (size > 0 ? [Figures.size(size)] : [])
      + [subject].compactMap(\.self)
    return [
      title.joined(separator: "  "),
      " \(launches) processes, \(rounds) rounds of \(messagesPerRound) \(unit)",
    ] + Table.aligned(mainRows) + (growth.map { ["   growth with the arms' number \($0)"] } ?? [])
      + [percentileRows, memoryRows].filter { !$0.isEmpty }.flatMap(Table.aligned)
  }

  private var memoryRows: [[String]] {
    var rows: [[String]] = []
    for arm in arms {
      guard let memory = arm.memoryPerSocket else { continue }
      if rows.isEmpty { rows.append(["bytes per idle socket", "allocated", "resident"]) }
      rows.append(
        [arm.name] + [memory.bytesInUse, memory.residentBytes].map { $0.map(Figures.scaled) ?? "-" })
    }
    return rows
  }

  private var mainRows: [[String]] {
    let isRetention = arms.contains { $0.retainedBytesPerMessage != nil }
    var rows = [
      ["arm", "ns/msg", "msg/s", "cpu", isRetention ? "kept B" : "slp/k", "alloc", "ratio (95 %)"]
    ]
    for arm in arms {
      let comparison = comparisons.first { $0.arm == arm.name }
      rows.append([
        arm.name, Figures.nanoseconds(arm.nanosecondsPerMessage.estimate),
        Figures.scaled(arm.messagesPerSecond), Figures.nanoseconds(arm.cpuNanosecondsPerMessage),
        Figures.short(arm.retainedBytesPerMessage ?? arm.voluntarySwitchesPerThousand),
        arm.allocationsPerMessage.map(Figures.short) ?? "-",
        comparison.map { Figures.ratio($0.ratio) } ?? "1",
      ])
    }
    if let control = comparisons.first?.control {
      rows.append(["  control, the first again", "", "", "", "", "", Figures.ratio(control)])
    }
    return rows
  }

  private var percentileRows: [[String]] {
    var rows: [[String]] = []
    for arm in arms {
      guard let percentiles = arm.percentiles else { continue }
      if rows.isEmpty {
        let measure = arm.rate == nil ? "half round trip, us" : "since it was due, us"
        rows.append([measure, "p50", "p90", "p99", "p99.9", "max"])
      }
      let values = [
        percentiles.p50, percentiles.p90, percentiles.p99, percentiles.p999, percentiles.max,
      ]
      rows.append([arm.name] + values.map { Figures.short($0 / 1_000) })
    }
    return rows
  }
}
