extension Report {
  /// Which transport is how fast at what: a table for each experiment and kind of address that compares transports.
  ///
  /// Of each transport the fastest arm counts. Ratios are to the first transport's.
  var ranking: [Document.Section] {
    var places: [(title: String, results: [Result])] = []
    for result in results where result.transports.count > 1 {
      let title = "\(result.experiment) over \(result.endpoint)"
      if places.last?.title == title {
        places[places.count - 1].results.append(result)
      } else {
        places.append((title, [result]))
      }
    }
    return places.map { title, results in
      let columns = ["size"] + results[0].transports.enumerated().flatMap { $0 == 0 ? [$1] : [$1, "ratio"] }
      return Document.Section(
        heading: title, lines: ["ns/msg, and the ratio to \(results[0].transports[0]) (95 %)"],
        tables: [Table(columns: columns.map { .init($0) }, rows: results.map(\.rankingRow))])
    }
  }
}

extension Report.Result {
  /// The transports that are compared, in the order of their arms.
  var transports: [String] {
    arms.reduce(into: []) { if $0.last != $1.transport { $0.append($1.transport) } }
  }

  /// What compares each transport but the first with the first.
  var transportComparisons: [Report.Comparison] {
    contests.isEmpty ? comparisons : contests.map(\.comparison)
  }

  fileprivate var rankingRow: [Table.Cell] {
    let best = transports.compactMap { transport in
      arms.filter { $0.transport == transport }.map(\.nanosecondsPerMessage.estimate).min()
    }
    return ["\(Figures.size(size))", "\(Figures.nanoseconds(best[0]))"]
      + zip(best.dropFirst(), transportComparisons).flatMap { time, comparison in
        [
          "\(Figures.nanoseconds(time))",
          Table.Cell(Figures.ratio(comparison.ratio), comparison.verdict.tone),
        ]
      }
  }
}
