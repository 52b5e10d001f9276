import Plotting

extension Report {
  /// What messages take of memory.
  var memoryGallery: Gallery {
    let kept = results.filter { $0.arms.contains { $0.retainedBytesPerMessage != nil } }
      .grouped { [$0.transport, $0.endpoint, $0.subject ?? ""] }
    let allocating = results.filter {
      $0.growth == nil && $0.selfTestArms.isEmpty && $0.arms.contains { $0.allocationsPerMessage != nil }
        && $0.experiment != Experiment.sameAgainstSame.name
    }.grouped(by: \.experiment)
    return Gallery(
      title: "Memory",
      legend:
        "Bytes that the process has in use for each message that is kept, and allocations for each message, of all "
        + "threads and of the library too.",
      pictures: kept.map(Self.keptPicture) + allocating.map(Self.allocationPicture))
  }

  private static func keptPicture(_ results: [Result]) -> Picture {
    let first = results[0]
    var table = DataTable(columns: ["arm", "size", "bytes kept for each message"])
    let names = results.flatMap(\.arms).map(\.name).unique
    let series = names.enumerated().map { index, name in
      let points = results.sorted { $0.size < $1.size }.compactMap { result -> LineChart.Point? in
        guard let bytes = result.arms.first(where: { $0.name == name })?.retainedBytesPerMessage else {
          return nil
        }
        table.rows.append([.text(name), .size(result.size), .number(bytes)])
        guard bytes > 0 else { return nil }
        return LineChart.Point(
          x: Double(result.size), y: Span(bytes),
          title: "\(name), \(Figures.size(result.size)): \(Figures.scaled(bytes)) bytes")
      }
      // Not the colors of transports.
      return LineChart.Series(name, style: index + 3, points: points)
    }
    let chart = LineChart(
      x: .sizes(results.map(\.size)),
      y: Axis(
        "bytes kept for each message", Scale(.logarithmic, fitting: series.flatMap(\.points).map(\.y)),
        label: Figures.axis), series: series)
    let subject = first.subject.map { ", \($0)" } ?? ""
    return Picture(
      name: "kept \(first.transport) \(first.endpoint) \(first.subject ?? "")",
      drawing: chart.drawing(
        title: "Kept messages, \(first.transport) over \(first.endpoint)\(subject)",
        description: "Bytes kept for each message, over its size. " + ends(of: series)), table: table)
  }

  private static func allocationPicture(_ results: [Result]) -> Picture {
    var table = DataTable(
      columns: ["transport", "over", "pattern", "size", "subject", "arm", "allocations for each message"])
    for result in results {
      for arm in result.arms {
        table.rows.append([
          .text(result.transport), .text(result.endpoint), .text(result.pattern), .size(result.size),
          .text(result.subject ?? ""), .text(arm.name), .number(arm.allocationsPerMessage),
        ])
      }
    }
    let groups = results.grouped(by: \.transport).map { results in
      let transport = results[0].transport
      let isAny = transport == MessagingBenchmark.Arm.noTransport
      return RowChart.Group(isAny ? "" : transport, rows: allocationRows(results.flatMap(\.arms)))
    }
    let spans = groups.flatMap(\.rows).map(\.span)
    let chart = RowChart(
      axis: Axis(
        "allocations for each message", Scale(.linear, over: [0, 1] + spans.map(\.high)),
        label: Figures.plain), reference: 0, groups: groups)
    return Picture(
      name: "allocations \(results[0].experiment)",
      drawing: chart.drawing(
        title: "Allocations, \(results[0].experiment)",
        description: "The median of all sizes and addresses, and the least and the most. "
          + groups.flatMap(\.rows).map { "\($0.title)." }.joined(separator: " ")), table: table)
  }

  /// A row for each name, with the median of all arms that have it.
  private static func allocationRows(_ arms: [Arm]) -> [RowChart.Row] {
    arms.grouped(by: \.name).compactMap { arms in
      let name = arms[0].name
      let counts = arms.compactMap(\.allocationsPerMessage)
      guard let low = counts.min(), let high = counts.max() else { return nil }
      let isOne = high - low < 0.01
      let shown = isOne ? Figures.short(high) : "\(Figures.short(low))-\(Figures.short(high))"
      return RowChart.Row(
        name, Span(counts.median, low: low, high: isOne ? low : high), .bar(from: 0), value: shown,
        title: "\(name): \(shown) allocations for each message")
    }
  }
}

extension Report.Result {
  /// The arms that were delayed to test the instrument.
  var selfTestArms: [Report.Arm] { arms.filter { $0.injectedPercent != nil } }
}
