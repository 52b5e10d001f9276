import Foundation
import MessagingBenchmark

/// A way of writing results.
struct ReportFormat: Sendable {
  let name: String
  let encode: @Sendable (Report, TextLayout, Report.Selection) throws -> Data
  /// What is wrong with writing what is asked for so, if anything is.
  var problem: @Sendable (Configuration) -> String? = { _ in nil }
  /// Whether there is a place for what became of earlier results.
  var holdsChanges = true

  static let all = [
    ReportFormat(name: "table") { Data($0.table($1, showing: $2).utf8) },
    ReportFormat(name: "json") { report, _, _ in try report.json() + Data("\n".utf8) },
    ReportFormat(name: "csv") { report, _, _ in Data(report.csv().utf8) },
    ReportFormat(name: "markdown") { report, _, selection in Data(report.markdown(showing: selection).utf8) },
    ReportFormat(
      name: "libzmq-csv", encode: { report, _, _ in Data(report.libzmqCSV().utf8) },
      problem: Report.problemWithLibzmqCSV, holdsChanges: false),
  ]
}
