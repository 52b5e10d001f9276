import ArgumentParser
import MessagingBenchmark

/// Earlier results that what is measured is compared with.
struct BaselineOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Compare with earlier results, written with --format json. Exits with 2 if something became slower.",
      valueName: "file"))
  var baseline: String?

  @OptionGroup var comparing: ComparingOptions

  func validate() throws {
    if baseline == nil, let option = comparing.given {
      throw ValidationError("\(option) says how to compare, and needs --baseline")
    }
  }

  /// Reads the earlier results, which have to be of the same environment and have something of what is to be
  /// measured.
  func read(for session: Session) throws -> ReportFile? {
    guard let baseline else { return nil }
    let file = try ReportFile(baseline, missing: .missingBaseline)
    try comparing.check(session.report.environment, against: file)
    guard session.canBeCompared(with: file.report) else {
      throw Failure("\(baseline) has nothing of what is to be measured", .badData)
    }
    return file
  }
}
