import ArgumentParser
import MessagingBenchmark

extension Msgbench {
  /// `msgbench diff`
  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Compares the results of two runs, arm by arm.",
      discussion: """
        Judged is how each arm compares with the first one of its run, since machines are not as fast at all times. Exits \
        with 2 if something became slower, with 5 if there is no file of old results.
        """)

    @Argument(help: "Earlier results, written with --format json.")
    var old: String

    @Argument(help: "Later results.")
    var new: String

    @OptionGroup var comparing: ComparingOptions

    @OptionGroup var writing: WritingOptions

    func validate() throws {
      let format = try writing.chosenFormat
      guard format.holdsChanges else {
        throw ValidationError("\(format.name) has no place for changes; csv has")
      }
    }

    func run() throws {
      let old = try ReportFile(old, missing: .missingBaseline)
      let new = try ReportFile(new, missing: .noInput)
      try comparing.check(new.report.environment, against: old)
      var report = new.report
      comparing.compare(&report, with: old)
      let output = try writing.open()
      defer { output.discard() }
      try writing.write(report, showing: .changes, to: output)
      try report.difference?.check()
    }
  }
}
