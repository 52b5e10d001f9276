import Plotting

extension Report {
  /// How latencies are distributed.
  var percentileGallery: Gallery {
    Gallery(
      title: "Percentiles of latency",
      legend: "To the right, each step leaves a tenth as many messages: at 99.9 %, one in a thousand takes "
        + "longer.",
      pictures: results.filter { $0.arms.contains { $0.percentiles != nil } }.map(percentilePicture))
  }

  private func percentilePicture(_ result: Result) -> Picture {
    let isOpen = result.arms.contains { $0.rate != nil }
    let quantity = isOpen ? "time since due, us" : "half a round trip, us"
    var table = DataTable(columns: [result.transports.count > 1 ? "transport" : "arm", "percent", quantity])
    let hasTransports = result.transports.count == result.arms.count
    let series = result.arms.enumerated().compactMap { index, arm -> LineChart.Series? in
      guard let percentiles = arm.percentiles else { return nil }
      let points = percentiles.points.filter { $0.nanoseconds > 0 }.map { point in
        let microseconds = point.nanoseconds / 1_000
        table.rows.append(
          [.text(arm.name), .number(point.percent, Figures.plain), .number(microseconds)])
        return LineChart.Point(
          x: point.percent, y: Span(microseconds),
          title: "\(arm.name), \(Figures.plain(point.percent)) %: \(Figures.short(microseconds)) us")
      }
      return LineChart.Series(
        arm.name, style: hasTransports ? style(ofTransport: arm.transport) : index, points: points)
    }
    let points = series.flatMap(\.points)
    let chart = LineChart(
      x: Axis("per cent of messages", Scale(.percentile, over: [0] + points.map(\.x))) {
        Figures.plain($0) + " %"
      },
      y: Axis(quantity, Scale(.logarithmic, fitting: points.map(\.y)), label: Figures.axis),
      series: series)
    let subject = result.subject.map { ", \($0)" } ?? ""
    return Picture(
      name: "percentiles \(result.transport) \(result.endpoint) \(result.size) \(result.subject ?? "")",
      drawing: chart.drawing(
        title: "Latency over \(result.endpoint), \(Figures.size(result.size))\(subject)",
        description: "\(quantity), that so many per cent do not exceed. " + Self.ends(of: series)),
      table: table)
  }
}

extension Report.Percentiles {
  /// As many points as are known, in ascending order.
  var points: [Point] {
    curve
      ?? [(50, p50), (90, p90), (99, p99), (99.9, p999)].map { Point(percent: $0.0, nanoseconds: $0.1) }
  }
}
