import ArgumentParser
import MessagingBenchmark

/// How results are compared with earlier ones.
struct ComparingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How much more time something has to take to be a regression. (default: 5)", valueName: "percent"))
  var threshold: Double?

  @Flag(help: "Also judge times, and not only how arms compare within their run.")
  var absolute = false

  @Flag(help: "Compare results of different environments, too.")
  var force = false

  func validate() throws {
    if let threshold, !(threshold >= 0 && threshold <= 1_000) {
      throw ValidationError("a threshold is 0 to 1000 per cent, not \(threshold)")
    }
  }

  /// The first option that is given.
  var given: String? {
    threshold != nil ? "--threshold" : absolute ? "--absolute" : force ? "--force" : nil
  }

  private var criteria: Difference.Criteria {
    var criteria = Difference.Criteria(judgesTimes: absolute)
    if let threshold { criteria.thresholdPercent = threshold }
    return criteria
  }

  /// Refuses what would compare environments, unless that is wanted.
  func check(_ environment: Environment, against old: ReportFile) throws {
    let differences = environment.differences(from: old.report.environment)
    guard force || differences.isEmpty else {
      throw Failure(
        "\(old.path) is from another environment: \(differences.joined(separator: "; ")); "
          + "--force compares nevertheless", .badData)
    }
  }

  /// Adds to a report what became of earlier results.
  func compare(_ report: inout Report, with old: ReportFile) {
    report.difference = Difference(from: old.report, named: old.path, to: report, criteria)
  }
}

extension Difference {
  /// Throws when there is a regression, or when nothing could be judged.
  func check() throws {
    if let alarm { throw Failure(alarm, .regression) }
    guard !changes.isEmpty else {
      throw Failure("\(baseline) has nothing of what the new results have", .badData)
    }
    guard !judgements.isEmpty else {
      throw Failure("nothing is judged: there are only times to compare, which --absolute judges", .badData)
    }
  }
}
