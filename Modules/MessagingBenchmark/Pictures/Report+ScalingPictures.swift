import Plotting

extension Report {
  /// What many sockets, connections and threads cost.
  var scalingGallery: Gallery {
    let groups = results.filter { $0.growth != nil }.grouped {
      [$0.experiment, $0.subject ?? "", $0.endpoint]
    }
    let memory = groups.filter { $0.contains { $0.arms.contains { $0.memoryPerSocket != nil } } }
    return Gallery(
      title: "Scaling",
      legend:
        "Both axes are logarithmic: a line that rises by one decade with each decade is proportional to the "
        + "number. Bands are intervals of 95 %.",
      pictures: groups.map { results in
        countPicture(
          results, named: "scaling", title: "Time", quantity: "ns", value: \.nanosecondsPerMessage)
      }
        + memory.map { results in
          countPicture(
            results, named: "socket memory", title: "Memory", quantity: "bytes allocated for each idle socket"
          ) {
            $0.memoryPerSocket?.bytesInUse.map { Interval(estimate: $0, low: $0, high: $0) }
          }
        })
  }

  /// A quantity over the number that an arm is named by, with a line for each transport.
  private func countPicture(
    _ results: [Result], named name: String, title: String, quantity: String, value: (Arm) -> Interval?
  ) -> Picture {
    let (subject, endpoint) = (results[0].subject ?? "", results[0].endpoint)
    var table = DataTable(columns: ["transport", subject, quantity, "low", "high"])
    let series = results.map { result in
      let points = result.arms.compactMap { arm -> LineChart.Point? in
        // On a logarithmic axis there is nothing at or below 0.
        guard let count = Double(arm.name), let value = value(arm), value.estimate > 0 else { return nil }
        table.rows.append(
          [.text(arm.transport), .number(count, Figures.plain)] + Datum.interval(value, Figures.scaled))
        return LineChart.Point(
          x: count, y: value.span,
          title: "\(arm.transport), \(Figures.plain(count)): \(Figures.scaled(value.estimate))")
      }
      return LineChart.Series(result.transport, style: style(ofTransport: result.transport), points: points)
    }
    let points = series.flatMap(\.points)
    let chart = LineChart(
      x: Axis(
        subject, Scale(.logarithmic, over: points.map(\.x)), values: Set(points.map(\.x)).sorted(),
        label: Figures.axis),
      y: Axis(quantity, Scale(.logarithmic, fitting: points.map(\.y)), label: Figures.axis), series: series)
    return Picture(
      name: "\(name) \(subject) \(endpoint)",
      drawing: chart.drawing(
        title: "\(title) over \(subject), \(endpoint)",
        description: "\(quantity), over the number of \(subject). " + Self.ends(of: series)), table: table)
  }
}
