import Plotting

extension Report {
  /// How fast each transport is at each size.
  var sizeGallery: Gallery {
    let groups =
      results.filter { [Experiment.throughput, .latency].map(\.name).contains($0.experiment) }
      .grouped { [$0.experiment, $0.endpoint, $0.pattern, $0.subject ?? ""] }
    return Gallery(
      title: "Over the size of messages",
      legend: "Of each transport the fastest way to send and receive at that size. Both axes are "
        + "logarithmic. Bands are intervals of 95 %.",
      pictures: groups.map(sizePicture))
  }

  private func sizePicture(_ results: [Result]) -> Picture {
    let first = results[0]
    let isThroughput = first.experiment == Experiment.throughput.name
    let quantity = isThroughput ? "messages per second" : Self.latencyMeasure(first)
    var table = DataTable(
      columns: ["transport", "size", "way", quantity, "low", "high"])
    var series: [LineChart.Series] = []
    for transport in Set(results.flatMap(\.arms).map(\.transport)).sorted(by: precedes) {
      let fastest = results.compactMap { result in
        result.arms.filter { $0.transport == transport }
          .min { $0.nanosecondsPerMessage.estimate < $1.nanosecondsPerMessage.estimate }
          .map { (result.size, $0) }
      }.sorted { $0.0 < $1.0 }
      let points = fastest.map { size, arm in
        let time = arm.nanosecondsPerMessage
        let value = isThroughput ? time.map { 1e9 / $0 }.ordered : time.map { $0 / 1_000 }
        table.rows.append(
          [.text(transport), .size(size), .text(arm.name)]
            + Datum.interval(value, isThroughput ? Figures.scaled : Figures.short))
        let shown =
          isThroughput ? Figures.scaled(value.estimate) + "/s" : Figures.short(value.estimate) + " us"
        return LineChart.Point(
          x: Double(size), y: value.span, title: "\(transport), \(Figures.size(size)): \(shown)")
      }
      series.append(LineChart.Series(transport, style: style(ofTransport: transport), points: points))
    }
    let spans = series.flatMap(\.points).map(\.y)
    let chart = LineChart(
      x: .sizes(results.map(\.size)),
      y: Axis(quantity, Scale(.logarithmic, fitting: spans)) {
        isThroughput ? Figures.axis($0) : Figures.plain($0)
      },
      series: series)
    let subject = first.subject.map { ", \($0)" } ?? ""
    let usual = isThroughput || first.subject != nil ? Wiring.pushPull : .pair
    let pattern = first.pattern == usual.name ? "" : first.pattern
    return Picture(
      name: "\(first.experiment) \(first.endpoint) \(first.subject ?? "") \(pattern)",
      drawing: chart.drawing(
        title: "\(isThroughput ? "Throughput" : "Latency") over \(first.endpoint)\(subject)",
        description: "\(quantity) over the size of a message. " + Self.ends(of: series)), table: table)
  }

  /// What the latency of a result is.
  static func latencyMeasure(_ result: Result) -> String {
    result.arms.contains { $0.rate != nil } ? "median time since due, us" : "half a round trip, us"
  }

  private func precedes(_ one: String, _ other: String) -> Bool {
    (style(ofTransport: one), one) < (style(ofTransport: other), other)
  }

  /// Where each line starts and ends, in words.
  static func ends(of series: [LineChart.Series]) -> String {
    series.compactMap { series in
      guard let first = series.points.first, let last = series.points.last else { return nil }
      return series.points.count == 1 ? "\(first.title)." : "\(first.title), to \(last.title)."
    }.joined(separator: " ")
  }
}
