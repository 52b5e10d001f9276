import Foundation

extension Report {
  /// Notes what the machine was like during the run, and what of it makes the figures doubtful.
  ///
  /// - Parameters:
  ///   - start: The processors' times when the run began.
  ///   - threads: The most threads that an arm has.
  mutating func noteConditions(since start: ProcessorTimes?, threads: Int) {
    environment.stealShare = start.flatMap { ProcessorTimes.now?.stealShare(since: $0) }
    warnings =
      environment.warnings(threads: threads) + Self.noiseWarnings(controls: results.compactMap(\.control))
  }

  /// Whether the machine is too noisy for differences of the size that matters.
  ///
  /// - Parameter controls: The baseline against itself, in each comparison.
  static func noiseWarnings(controls: [Interval]) -> [String] {
    let wide = controls.count { $0.logarithmicHalfWidth > log(1 + Verdict.margin) }
    guard wide * 2 > controls.count else { return [] }
    let margin = Int(Verdict.margin * 100)
    return [
      "This machine is too noisy to see \(margin) %: in \(wide) of \(controls.count) comparisons the first "
        + "arm against itself has an interval of more than +-\(margin) %. More --budget, a quiet machine, or "
        + "processors that are reserved for it (taskset) would help."
    ]
  }
}

extension Report.Result {
  /// The baseline against itself; `nil` where nothing is compared.
  var control: Interval? { comparisons.first?.control }
}

extension Environment {
  /// What of the environment makes the figures doubtful, and what would help.
  ///
  /// - Parameter threads: The most threads that an arm has.
  func warnings(threads: Int) -> [String] {
    var warnings: [String] = []
    if isDebugBuild {
      warnings.append(
        "This is a debug build: the figures say nothing about speed. One that is built with "
          + "--configuration release does.")
    }
    if let load = loadAverage.first, load > Double(cores) {
      warnings.append(
        "The load was \(Figures.short(load)) when the run began, with \(cores) cores: the arms had to share "
          + "them. End what else runs, or wait for it.")
    }
    if let stealShare, stealShare > Self.tolerableSteal {
      warnings.append(
        "The hypervisor gave processors to other machines for \(Figures.short(stealShare * 100)) % of the "
          + "time for which they were wanted. Another time of day or a machine of one's own would help.")
    }
    if cores < threads {
      let available = cores == 1 ? "is 1 core" : "are \(cores) cores"
      warnings.append(
        "An arm has \(threads) threads, and there \(available): threads take turns, and the scheduler is "
          + "measured, too. \(threads) cores or more would help.")
    }
    if let frequencyGovernor, frequencyGovernor != "performance" {
      warnings.append(
        "The frequency governor is \(frequencyGovernor): processors change their speed meanwhile. "
          + "\"cpupower frequency-set -g performance\" keeps it.")
    }
    return warnings
  }

  private static let tolerableSteal = 0.02
}
