import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import MessagingBenchmark
@testable import msgbench

/// `msgbench diff` and `--baseline`, with their exit codes.
@Suite(.timeLimit(.minutes(15))) final class BaselineTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "baseline-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }

  private func file(_ name: String, _ report: Report) throws -> String {
    try report.json().write(to: folder.appending(path: name))
    return path(name)
  }

  /// The sample with all ratios multiplied.
  private func sample(ratios factor: Double) -> Report { Self.scale(.sample(), by: factor) }

  private static func scale(_ report: Report, by factor: Double) -> Report {
    var report = report
    for result in report.results.indices {
      for index in report.results[result].comparisons.indices {
        let ratio = report.results[result].comparisons[index].ratio
        report.results[result].comparisons[index].ratio = ratio.map { $0 * factor }
      }
    }
    return report
  }

  @Test func diffTellsByItsExitCode() throws {
    let (old, same) = (try file("old", .sample()), try file("same", .sample()))
    let (worse, better) = (try file("worse", sample(ratios: 2)), try file("better", sample(ratios: 0.5)))
    let unchanged = try BuiltCommand.run(["diff", old, same])
    #expect(unchanged.status == 0 && unchanged.error == "" && unchanged.output.contains("0 regressions"))
    #expect(try BuiltCommand.run(["diff", old, better]).status == 0)

    let regression = try BuiltCommand.run(["diff", old, worse])
    #expect(regression.status == 2)
    #expect(regression.output.contains("4 regressions"))
    #expect(regression.complaint?.hasPrefix("slower than \(old) by more than 5 %: throughput ") == true)
    #expect(try BuiltCommand.run(["diff", old, worse, "--threshold", "150"]).status == 0)
    #expect(try BuiltCommand.run(["diff", old, worse, "--threshold", "50", "--absolute"]).status == 2)
  }

  @Test func diffWritesAllForms() throws {
    let (old, new) = (try file("old", .sample()), try file("new", sample(ratios: 2)))
    func run(_ format: String) throws -> String {
      let output = path("output-\(format)")
      let result = try BuiltCommand.run(["diff", old, new, "--format", format, "--output", output])
      #expect(result.status == 2 && result.output == "")
      return try String(contentsOfFile: output, encoding: .utf8)
    }
    #expect(try run("table").hasPrefix("Against \(old)\n"))
    #expect(try run("markdown").hasPrefix("# msgbench diff\n\n## Against "))
    #expect(try run("csv").contains(",regression,1.0,"))
    let report = try Report(json: Data(run("json").utf8))
    #expect(report.difference?.count(.regression) == 4 && report.results.count == 2)
    let refusal = try BuiltCommand.run(["diff", old, new, "--format", "libzmq-csv"])
    #expect(refusal.status == 64 && refusal.complaint?.contains("no place for changes") == true)
  }

  @Test func filesThatAreNoneAreTold() throws {
    let good = try file("good", .sample())
    let text = try String(contentsOfFile: good, encoding: .utf8)
    for (name, contents, reason) in [
      ("empty", "", "holds no results of msgbench"), ("text", "no JSON", "holds no results of msgbench"),
      ("other", "{\"a\": 1}", "schema"),
      ("newer", text.replacing("msgbench/1", with: "msgbench/2"), "its schema is msgbench/2, not msgbench/1"),
      ("without", text.replacing("\"results\"", with: "\"result\""), "results"),
      ("zero", text.replacing("\"low\" : 0.", with: "\"low\" : -0."), "is not above 0"),
    ] {
      try Data(contents.utf8).write(to: folder.appending(path: name))
      for arguments in [[path(name), good], [good, path(name)]] {
        let result = try BuiltCommand.run(["diff"] + arguments)
        #expect(result.status == EX_DATAERR && result.output == "")
        #expect(result.complaint?.hasPrefix("\(path(name)) holds no results") == true, "\(result.error)")
        #expect(result.complaint?.contains(reason) == true, "\(result.error)")
      }
    }
    let missing = try BuiltCommand.run(["diff", path("missing"), good])
    #expect(missing.status == 5 && missing.complaint?.contains("cannot read \(path("missing"))") == true)
    #expect(try BuiltCommand.run(["diff", good, path("missing")]).status == EX_NOINPUT)
    #expect(try BuiltCommand.run(["diff", path(""), good]).status == EX_NOINPUT)
  }

  @Test func otherEnvironmentsAreRefused() throws {
    var other = Report.sample()
    other.environment.cores = 4
    other.environment.isDebugBuild = true
    let (old, new) = (try file("old", .sample()), try file("new", other))
    let refusal = try BuiltCommand.run(["diff", old, new])
    #expect(refusal.status == EX_DATAERR && refusal.output == "")
    #expect(refusal.complaint?.contains("cores: 4, was 8; build: debug, was release; --force") == true)
    let forced = try BuiltCommand.run(["diff", old, new, "--force"])
    #expect(forced.status == 0)
    #expect(forced.output.contains("the environments differ: cores: 4, was 8; build: debug"))
  }

  @Test func whatIsNotComparedDoesNotPass() throws {
    let (throughput, latency) = (
      try file("throughput", .sample(experiments: [.throughput])),
      try file("latency", .sample(experiments: [.latency]))
    )
    let nothing = try BuiltCommand.run(["diff", throughput, latency])
    #expect(nothing.status == EX_DATAERR)
    #expect(nothing.complaint?.contains("has nothing of what the new results have") == true)

    var single = Report.sample(experiments: [.latency])
    single.results[0].arms.removeLast()
    single.results[0].comparisons = []
    let times = try file("times", single)
    let unjudged = try BuiltCommand.run(["diff", times, times])
    #expect(unjudged.status == EX_DATAERR && unjudged.complaint?.contains("--absolute") == true)
    #expect(try BuiltCommand.run(["diff", times, times, "--absolute"]).status == 0)
  }

  // MARK: While measuring

  private let measuring = ["--transport", "inprocess", "--experiment", "receive-method"]

  @Test func aRunIsComparedWithItsBaseline() throws {
    let quick = measuring + ["--size", "64", "--launches", "7", "--rounds", "3", "--budget", "0.1"]
    let first = try BuiltCommand.run(quick + ["--format", "json", "--output", path("first")])
    #expect(first.status == 0)
    var report = try Report(json: Data(contentsOf: folder.appending(path: "first")))
    report.results.append(report.results[0])
    report.results[1].size = 512
    // No noise makes a thousandfold difference.
    let (low, high) = (
      try file("low", Self.scale(report, by: 0.001)), try file("high", Self.scale(report, by: 1_000))
    )

    let worse = try BuiltCommand.run(quick + ["--baseline", low, "--format", "json"])
    #expect(worse.status == 2 && worse.complaint?.hasPrefix("slower than \(low)") == true)
    let difference = try #require(try Report(json: Data(worse.output.utf8)).difference)
    #expect(difference.count(.regression) == 2 && difference.changes.count == 3)
    #expect(difference.onlyInBaseline == ["receive-method inprocess inproc push-pull 512 B"])
    #expect(difference.onlyInThis == [])

    let better = try BuiltCommand.run(quick + ["--baseline", high])
    #expect(better.status == 0)
    #expect(better.output.contains("0 regressions, 2 improvements"))
    #expect(better.output.contains("only the old run has: receive-method inprocess inproc push-pull 512 B"))
  }

  @Test func whatIsWrongWithABaselineIsFoundBeforeMeasuring() throws {
    let here = Environment(transports: transports.suffix(1))
    var foreign = Report.sample()
    foreign.environment.processor = "Another one"
    var unrelated = Report.sample()
    unrelated.environment = here
    for (baseline, status, reason) in [
      (path("missing"), ExitCode.missingBaseline.rawValue, "--format json --output FILE"),
      (try file("foreign", foreign), EX_DATAERR, "was Another one"),
      (try file("unrelated", unrelated), EX_DATAERR, "has nothing of what is to be measured"),
    ] {
      // It would take an hour to measure.
      let arguments = measuring + ["--budget", "3600", "--baseline", baseline, "--output", path("output")]
      let result = try BuiltCommand.run(arguments)
      #expect(result.status == status, "\(result.error)")
      #expect(result.complaint?.contains(reason) == true, "\(result.error)")
      #expect(!FileManager.default.fileExists(atPath: path("output")))
    }
    for (arguments, advice) in [
      (["--threshold", "3"], "--threshold says how to compare, and needs --baseline"),
      (["--baseline", path("x"), "--threshold", "-1"], "--threshold"),
      (["--baseline", path("x"), "--threshold", "1001"], "0 to 1000 per cent"),
    ] {
      let result = try BuiltCommand.run(measuring + arguments)
      #expect(result.status == 64 && result.complaint?.contains(advice) == true, "\(result.error)")
    }
  }
}
