import ArgumentParser
import MessagingBenchmark

extension Msgbench {
  /// `msgbench report`
  struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes results that earlier runs kept: as a page with pictures, as pictures, or as text.",
      discussion: """
        Results of several runs in the same environment are put together: where two have the same, that of the later file \
        is taken.
            msgbench report compare.json findings.json --html results.html
            msgbench report findings.json --pictures Docs/Pictures --format markdown
        """)

    @Argument(help: "Results, written with --format json.")
    var results: [String]

    @Flag(help: "Also show the table of each comparison.")
    var details = false

    @Flag(help: "Put results of different environments together, too.")
    var force = false

    @OptionGroup var writing: WritingOptions

    func run() throws {
      let files = try results.map { try ReportFile($0, missing: .noInput) }
      var report = files[0].report
      for file in files.dropFirst() {
        let differences = file.report.environment.differences(from: files[0].report.environment)
        guard force || differences.isEmpty else {
          throw Failure(
            "\(file.path) is from another environment than \(files[0].path): "
              + "\(differences.joined(separator: "; ")); --force puts them together nevertheless", .badData)
        }
        report.add(file.report)
      }
      if let problem = try writing.chosenFormat.problem(report.configuration) {
        throw ValidationError(problem)
      }
      let outputs = try writing.open()
      defer { outputs.discard() }
      try writing.write(report, showing: details ? .everything : .summary, to: outputs)
    }
  }
}
