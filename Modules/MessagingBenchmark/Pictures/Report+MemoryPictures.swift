import Plotting

extension Report {
  /// What messages take of memory.
  var memoryGallery: Gallery {
    let kept = results.filter { $0.arms.contains { $0.retainedBytesPerMessage != nil } }
      .grouped { [$0.transport, $0.endpoint, $0.subject ?? ""] }
    let allocating = results.filter {
      $0.growth == nil && $0.selfTestArms.isEmpty && $0.arms.contains { $0.allocationsPerMessage != nil }
        && $0.experiment != Experiment.sameAgainstSame.name
    }.grouped { [$0.experiment, $0.transport] }
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
    let names = results.flatMap(\.arms).map(\.name).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
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
      return LineChart.Series(name, style: index, points: points)
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
    let first = results[0]
    var table = DataTable(columns: [
      "over", "pattern", "size", "subject", "arm", "allocations for each message",
    ])
    var counts: [(arm: String, counts: [Double])] = []
    for result in results {
      for arm in result.arms {
        table.rows.append([
          .text(result.endpoint), .text(result.pattern), .size(result.size), .text(result.subject ?? ""),
          .text(arm.name), .number(arm.allocationsPerMessage),
        ])
        guard let count = arm.allocationsPerMessage else { continue }
        if let index = counts.firstIndex(where: { $0.arm == arm.name }) {
          counts[index].counts.append(count)
        } else {
          counts.append((arm.name, [count]))
        }
      }
    }
    let rows = counts.map { arm, counts in
      let (low, high) = (counts.min() ?? 0, counts.max() ?? 0)
      // As small as nothing where it is that within two digits.
      let isOne = high - low < 0.01
      let shown = isOne ? Figures.short(counts.median) : "\(Figures.short(low))-\(Figures.short(high))"
      return RowChart.Row(
        arm, Span(counts.median, low: low, high: high), .bar(from: 0), value: shown,
        title: "\(arm): \(shown) allocations for each message")
    }
    let chart = RowChart(
      axis: Axis(
        "allocations for each message",
        Scale(.linear, over: [0, 1] + rows.map(\.span.high)), label: Figures.plain), reference: 0,
      groups: [RowChart.Group("", rows: rows)])
    let place = first.transport == MessagingBenchmark.Arm.noTransport ? "" : ", \(first.transport)"
    return Picture(
      name: "allocations \(first.experiment) \(first.transport)",
      drawing: chart.drawing(
        title: "Allocations, \(first.experiment)\(place)",
        description: "The median of all sizes and addresses, and the least and the most. "
          + rows.map { "\($0.title)." }.joined(separator: " ")), table: table)
  }
}

extension Report.Result {
  /// The arms that were delayed to test the instrument.
  var selfTestArms: [Report.Arm] { arms.filter { $0.injectedPercent != nil } }
}
