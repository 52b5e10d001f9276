import Plotting

extension Report {
  /// What a difference is made of.
  var explanationGallery: Gallery {
    Gallery(
      title: "Explanations",
      legend:
        "From top to bottom, what each stage and each measured term adds to the difference, until their sum. What "
        + "the sum lacks of the measured difference is the residual.",
      pictures: explanations.map(\.picture), isMain: true)
  }
}

extension Explanation {
  fileprivate var picture: Picture {
    var total = 0.0
    var rows: [RowChart.Row] = []
    var spans = [Span(0)]
    func bar(_ label: String, _ value: Interval, from start: Double, kind: String) {
      let span = Span(start + value.estimate, low: start + value.low, high: start + value.high)
      spans.append(span)
      rows.append(
        RowChart.Row(
          label, span, .bar(from: start), value: Self.signed(value.estimate), kind: kind,
          title:
            "\(label): \(Self.signed(value.estimate)) ns (\(Self.signed(value.low)) to \(Self.signed(value.high)))"
        ))
    }
    for (label, contribution) in parts {
      bar(label, contribution, from: total, kind: contribution.estimate > 0 ? "bad" : "good")
      total += contribution.estimate
    }
    bar("sum", sumNanoseconds, from: 0, kind: "")
    bar("residual", residual, from: sumNanoseconds.estimate, kind: "faint")
    bar("measured", gapNanoseconds, from: 0, kind: "")
    let control = controlNanoseconds
    rows[rows.count - 1].band = control.low...max(control.low, control.high)
    let chart = RowChart(
      axis: Axis("ns for each message", Scale(.linear, fitting: spans), label: Figures.plain), reference: 0,
      groups: [RowChart.Group("", rows: rows)],
      key: [
        KeyEntry(.bar, "adds time", kind: "bad"), KeyEntry(.bar, "saves time", kind: "good"),
        KeyEntry(.band, "control"),
      ], isCascade: true)
    return Picture(
      name: "explanation \(experiment) \(place) \(armB)",
      drawing: chart.drawing(title: title, description: sentence), table: table, caption: sentence,
      heading: title)
  }

  /// What is added up, in order.
  private var parts: [(String, Interval)] {
    stages.map { ($0.label, $0.contribution) } + terms.map { ($0.name, $0.contribution) }
  }

  private var table: DataTable {
    var table = DataTable(
      columns: ["part", "alone in \(armA)", "alone in \(armB)", "sensitivity", "contribution", "low", "high"])
    func row(_ name: String, _ figures: [Double?], _ contribution: Interval) {
      table.rows.append(
        [.text(name)] + figures.map { .number($0) } + Datum.interval(contribution))
    }
    for stage in stages {
      row(
        stage.label, [stage.aloneA, stage.aloneB, stage.sensitivity.estimate],
        stage.contribution)
    }
    for term in terms { row(term.name, [nil, nil, nil], term.contribution) }
    row("sum", [nil, nil, nil], sumNanoseconds)
    row("measured", [nil, nil, nil], gapNanoseconds)
    row("residual", [nil, nil, nil], residual)
    row("control", [nil, nil, nil], controlNanoseconds)
    return table
  }

  private static func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + Figures.short(value) }
}
