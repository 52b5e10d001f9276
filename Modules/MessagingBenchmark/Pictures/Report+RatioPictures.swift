import Plotting

extension Report {
  /// How arms compare with the first of their result, by experiment.
  var ratioGalleries: [Gallery] {
    let special = [Experiment.sameAgainstSame, .injectedDelay].map(\.name)
    let compared = results.filter {
      !$0.comparisons.isEmpty && $0.growth == nil && !special.contains($0.experiment)
    }
    return compared.grouped(by: \.experiment).enumerated().map { index, results in
      Gallery(
        title: "Ratios: \(results[0].experiment)", legend: index == 0 ? Self.ratioLegend : "",
        pictures: results.grouped { [$0.transport, $0.endpoint] }.map(Self.ratioPicture))
    }
  }

  private static let ratioLegend =
    "Each arm's time against that of the first one in the same rounds: to the left of 1 it is faster. Lines are "
    + "intervals of 95 %, with an arrowhead where they go on. The grey band is what the first arm shows against itself."

  private static func ratioPicture(_ results: [Result]) -> Picture {
    let first = results[0]
    let arms = Set(results.flatMap { $0.comparisons.map { [$0.arm, $0.baseline] } })
    // With one arm, what tells the rows apart is the size.
    let only = arms.count == 1 && results.count > 1 ? arms.first : nil
    let variants = Set(results.map { variant($0) })
    var groups: [RowChart.Group] = []
    var table = DataTable(
      columns: [
        "size", "variant", "arm", "baseline", "ratio", "low", "high", "control low", "control high",
        "verdict",
      ])
    for result in results {
      let variant = variants.count > 1 ? variant(result) : ""
      let place = ([result.size > 0 ? Figures.size(result.size) : "", variant]).filter { !$0.isEmpty }
        .joined(separator: ", ")
      let rows = result.comparisons.map { comparison in
        row(only == nil ? comparison.arm : place, comparison, place: place)
      }
      table.rows += result.comparisons.map { comparison in
        [.size(result.size), .text(variant), .text(comparison.arm), .text(comparison.baseline)]
          + Datum.interval(comparison.ratio, Figures.ratio)
          + [
            .number(comparison.control.low, Figures.ratio), .number(comparison.control.high, Figures.ratio),
            .text(comparison.verdict.rawValue),
          ]
      }
      let heading = only == nil ? place : ""
      if let index = groups.firstIndex(where: { $0.title == heading }) {
        groups[index].rows += rows
      } else {
        groups.append(RowChart.Group(heading, rows: rows))
      }
    }
    let spans = groups.flatMap(\.rows).map(\.span)
    let baselines = Set(results.flatMap { $0.comparisons.map(\.baseline) })
    let baseline = baselines.count == 1 ? baselines.first! : "the first"
    let chart = RowChart(
      axis: Axis(
        "time / time of \(baseline)", Scale(.logarithmic, fitting: spans, with: [1]), label: Figures.plain),
      reference: 1, groups: groups,
      key: Verdict.key(results.flatMap(\.comparisons).map(\.verdict)) + [KeyEntry(.band, "control")])
    let counts = Verdict.allCases.map { verdict in
      "\(results.flatMap(\.comparisons).count { $0.verdict == verdict }) \(verdict.rawValue)"
    }
    let place = first.transport == MessagingBenchmark.Arm.noTransport ? "" : ", \(first.transport)"
    let way = first.endpoint == Endpoint.memory.scheme ? "" : " over \(first.endpoint)"
    return Picture(
      name: "ratios \(first.experiment) \(first.transport) \(first.endpoint)",
      drawing: chart.drawing(
        title: only.map { "\(first.experiment)\(place)\(way): \($0[0]) against \($0[1])" }
          ?? "\(first.experiment)\(place)\(way)",
        description:
          "Ratios of times to that of \(baseline), with intervals: \(counts.joined(separator: ", "))."),
      table: table)
  }

  private static func row(_ label: String, _ comparison: Comparison, place: String) -> RowChart.Row {
    let (ratio, control) = (comparison.ratio, comparison.control)
    return RowChart.Row(
      label, ratio.span, .point(comparison.verdict.marker), value: Figures.ratio(ratio.estimate),
      kind: comparison.verdict.pictureKind, band: control.low...max(control.low, control.high),
      title: "\(comparison.arm) against \(comparison.baseline), \(place): \(Figures.ratio(ratio)), "
        + comparison.verdict.rawValue)
  }

  /// What is different between results of the same size, and is not in the arms' names.
  private static func variant(_ result: Result) -> String {
    let subject = result.subject.flatMap { subject in
      result.arms.contains { $0.name.contains(subject) } ? nil : subject
    }
    let threads =
      [Wiring.oneThread, .twoThreads].map(\.name).contains(result.pattern)
      ? result.pattern.replacing("-", with: " ") : nil
    return [subject, threads].compactMap(\.self).joined(separator: ", ")
  }
}

extension Verdict {
  /// What the markers of these verdicts mean.
  static func key(_ verdicts: [Verdict]) -> [KeyEntry] {
    allCases.filter(verdicts.contains).map { KeyEntry(.marker($0.marker), $0.rawValue, kind: $0.pictureKind) }
  }

  /// Tells verdicts apart without color.
  var marker: Marker {
    switch self {
    case .faster: .left
    case .slower: .right
    case .equivalent: .square
    case .unresolved: .ring
    }
  }

  var pictureKind: String {
    switch self {
    case .faster: "good"
    case .slower: "bad"
    case .equivalent: ""
    case .unresolved: "faint"
    }
  }
}
