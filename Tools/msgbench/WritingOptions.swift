import ArgumentParser
import Foundation
import MessagingBenchmark

/// How results are written, and where to.
struct WritingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How results are written: \(Choices.formats.names).", valueName: "format"))
  var format = "table"

  @Option(help: ArgumentHelp("Where results go. (default: standard output)", valueName: "file"))
  var output: String?

  func validate() throws { _ = try chosenFormat }

  var chosenFormat: ReportFormat {
    get throws { try Choices.formats.one(format) }
  }

  /// Makes sure that results can be written, before there are any.
  func open() throws -> Output { try Output(output) }

  func write(_ report: Report, showing selection: Report.Selection, to output: Output) throws {
    try output.write(chosenFormat.encode(report, output.layout, selection))
  }
}
