import Plotting

extension Report {
  /// What the instrument found of what is known.
  var selfTestGallery: Gallery {
    let places = (selftest?.detections ?? []).grouped { [$0.transport, $0.endpoint, "\($0.size)"] }
    let alarms = selftest.map { Figures.short($0.falseAlarmRate * 100) } ?? ""
    return Gallery(
      title: "Self-test",
      legend: "Delays of known length, and what was found of them. The upright line is what was injected. Of "
        + "\(selftest?.trials ?? 0) comparisons of the same with the same, \(alarms) % differ.",
      pictures: places.map(Self.detectionPicture))
  }

  private static func detectionPicture(_ detections: [Detection]) -> Picture {
    let rows = detections.map { detection in
      let injected = Figures.short(detection.injectedPercent)
      return RowChart.Row(
        "+\(injected) %", detection.foundPercent.span, .point(detection.verdict.marker),
        value: "\(Figures.short(detection.foundPercent.estimate)) %",
        kind: detection.isWrong ? "bad" : "good",
        target: detection.injectedPercent,
        title: "\(injected) % injected, \(Figures.short(detection.foundPercent.estimate)) % "
          + "(\(Figures.range(detection.foundPercent, Figures.short))) found: \(detection.verdict.rawValue)")
    }
    let chart = RowChart(
      axis: Axis(
        "per cent more time",
        Scale(.linear, fitting: rows.map(\.span), with: [0] + detections.map(\.injectedPercent)),
        label: Figures.plain), reference: 0, groups: [RowChart.Group("", rows: rows)],
      key: Verdict.key(detections.map(\.verdict)))
    let first = detections[0]
    return Picture(
      name: "self-test \(first.transport) \(first.endpoint) \(first.size)",
      drawing: chart.drawing(
        title: "Delays found, \(first.transport) over \(first.endpoint), \(Figures.size(first.size))",
        description: rows.map { "\($0.title)." }.joined(separator: " ")),
      table: DataTable(
        columns: ["injected %", "found %", "low", "high", "verdict"],
        rows: detections.map {
          [.number($0.injectedPercent)] + Datum.interval($0.foundPercent) + [.text($0.verdict.rawValue)]
        }))
  }

  /// What became of earlier results.
  var changeGallery: Gallery {
    guard let difference else { return Gallery(title: "", legend: "", pictures: []) }
    let places = difference.changes.filter { $0.ratio != nil }.grouped { change in
      var place = change.place
      place.size = 0
      return place
    }
    return Gallery(
      title: "Changes",
      legend:
        "Each arm's ratio to the first, new / old, against \(difference.baseline): to the right of 1 it became slower. "
        + "The grey band is the threshold of \(Figures.plain(difference.thresholdPercent)) %.",
      pictures: places.map { difference.picture($0[0].place, $0) })
  }
}

extension Difference {
  fileprivate func picture(_ place: Place, _ changes: [Change]) -> Picture {
    var table = DataTable(columns: [
      "size", "arm", "old ratio", "new ratio", "change", "low", "high", "verdict",
    ])
    var groups: [RowChart.Group] = []
    let threshold = 1 + thresholdPercent / 100
    for change in changes {
      guard let ratio = change.ratio else { continue }
      let heading = change.size > 0 ? Figures.size(change.size) : ""
      let verdict = ratio.verdict?.rawValue ?? "not judged"
      let row = RowChart.Row(
        change.arm, ratio.change.span, .point(ratio.verdict.marker),
        value: Figures.ratio(ratio.change.estimate),
        kind: ratio.verdict.pictureKind, band: 1 / threshold...threshold,
        title: "\(change.arm), \(heading): \(Figures.ratio(ratio.change)), \(verdict)")
      if groups.last?.title == heading {
        groups[groups.count - 1].rows.append(row)
      } else {
        groups.append(RowChart.Group(heading, rows: [row]))
      }
      table.rows.append(
        [
          .size(change.size), .text(change.arm), .number(ratio.old.estimate, Figures.ratio),
          .number(ratio.new.estimate, Figures.ratio),
        ] + Datum.interval(ratio.change, Figures.ratio) + [.text(verdict)])
    }
    let chart = RowChart(
      axis: Axis(
        "ratio, new / old", Scale(.logarithmic, fitting: groups.flatMap(\.rows).map(\.span), with: [1]),
        label: Figures.plain), reference: 1, groups: groups,
      key: ([.improvement, .regression, .unchanged, .unresolved] as [Judgement])
        .filter { judgement in changes.contains { $0.ratio?.verdict == judgement } }
        .map { KeyEntry(.marker(Optional($0).marker), $0.rawValue, kind: Optional($0).pictureKind) }
        + [KeyEntry(.band, "threshold")])
    let subject = place.subject.map { ", \($0)" } ?? ""
    return Picture(
      name:
        "changes \(place.experiment) \(place.transport) \(place.endpoint) \(place.pattern) \(place.subject ?? "")",
      drawing: chart.drawing(
        title: "\(place.experiment), \(place.transport) over \(place.endpoint)\(subject)",
        description: table.rows.map { row in
          "\(row[1].shown), \(row[0].shown): \(row[4].shown), \(row[7].shown)."
        }
        .joined(separator: " ")), table: table)
  }
}

extension Difference.Judgement? {
  fileprivate var marker: Marker {
    switch self {
    case .improvement: .left
    case .regression: .right
    case .unchanged: .square
    case .unresolved, nil: .ring
    }
  }

  fileprivate var pictureKind: String {
    switch self {
    case .improvement: "good"
    case .regression: "bad"
    case .unchanged: ""
    case .unresolved, nil: "faint"
    }
  }
}
