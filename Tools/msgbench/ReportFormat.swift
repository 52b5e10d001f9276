import Foundation
import MessagingBenchmark

/// A way of writing results.
struct ReportFormat: Sendable {
  let name: String
  /// The last argument is where pictures are, as seen from the text; `nil` where there are none.
  let encode: @Sendable (Report, TextLayout, Report.Selection, String?) throws -> Data
  /// What is wrong with writing what is asked for so, if anything is.
  var problem: @Sendable (Configuration) -> String? = { _ in nil }
  /// Whether there is a place for what became of earlier results.
  var holdsChanges = true

  static let all = [
    ReportFormat(name: "table") { report, layout, selection, _ in
      Data(report.table(layout, showing: selection).utf8)
    },
    ReportFormat(name: "json") { report, _, _, _ in try report.json() + Data("\n".utf8) },
    ReportFormat(name: "csv") { report, _, _, _ in Data(report.csv().utf8) },
    ReportFormat(name: "markdown") { report, _, selection, pictures in
      Data(report.markdown(showing: selection, pictures: pictures).utf8)
    },
    ReportFormat(
      name: "libzmq-csv", encode: { report, _, _, _ in Data(report.libzmqCSV().utf8) },
      problem: Report.problemWithLibzmqCSV, holdsChanges: false),
  ]
}
