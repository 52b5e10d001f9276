import Foundation
import Testing

@testable import MessagingBenchmark
@testable import msgbench

/// What becomes of processes that do not do what they should: shell scripts stand for them.
@Suite(.timeLimit(.minutes(15))) struct LauncherTests {
  private let request = LaunchRequest(
    configuration: Configuration(
      experiments: [.throughput], scope: Scope(transports: transports), settings: Settings()),
    comparison: 0, seed: 1, rounds: 3, nanosecondsPerRun: 1e5, calibration: nil)

  private func failure(
    _ script: String, patience: Duration = .seconds(60), isCancelled: () -> Bool = { false }
  ) -> LaunchError? {
    let launcher = Launcher.freshProcesses(of: "/bin/sh", arguments: ["-c", script], patience: patience)
    return #expect(throws: LaunchError.self) { _ = try launcher.launch(request, { _ in }, isCancelled) }
  }

  @Test func aCrashIsToldWithItsSignal() {
    #expect(
      failure("echo some words; echo last words >&2; kill -SEGV $$")
        == .crashed(signal: SIGSEGV, lastWords: "last words"))
    let killed = failure("kill -KILL $$")?.description
    #expect(killed == "the process was ended by SIGKILL")
  }

  @Test func anEndWithoutAResultIsToldWithItsStatus() {
    #expect(failure("echo so there >&2; exit 7") == .ended(status: 7, lastWords: "so there"))
    #expect(failure("echo '{\"finished\":{}}'; exit 0") == .ended(status: 0, lastWords: ""))
  }

  @Test func aHangIsEnded() {
    let script = "echo '{\"progress\":{\"_0\":\"round 3\"}}'; exec sleep 1000"
    #expect(failure(script, patience: .milliseconds(300)) == .hung(seconds: 0.3, activity: "round 3"))
  }

  @Test func cancellingEndsTheProcess() {
    #expect(failure("exec sleep 1000", isCancelled: { true }) == .cancelled)
  }

  @Test func aProgramThatIsMissingIsTold() {
    let launcher = Launcher.freshProcesses(of: "/nowhere/at/all", arguments: [])
    let error = #expect(throws: LaunchError.self) {
      _ = try launcher.launch(request, { _ in }, { false })
    }
    guard case .notStarted = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func failuresAreReportedAndOthersGoOn() throws {
    let scope = Scope(transports: transports.suffix(1), endpoints: [.inproc], sizes: [64, 512])
    let good = Launcher.thisProcess(transports)
    let launcher = Launcher { request, progress, isCancelled in
      if request.comparison == 0 { throw LaunchError.failed(reason: "on purpose") }
      return try good.launch(request, progress, isCancelled)
    }
    let session = try Session(
      experiments: [.receiveMethod], scope: scope,
      settings: Settings(launches: 5, rounds: 3, budget: .seconds(1)), launcher: launcher)
    session.run { _ in }
    let report = session.report
    #expect(report.results.map(\.size) == [512])
    #expect(report.failures.map(\.reason) == ["on purpose"])
    #expect(report.failures[0].place.contains("64 B"))
    #expect(report.table().contains("on purpose"))
  }

  /// One crash may be chance; after the second nothing more is tried.
  @Test func aCrashIsTriedAgainOnce() throws {
    let launcher = Launcher { _, _, _ in throw LaunchError.crashed(signal: SIGSEGV, lastWords: "") }
    let session = try Session(
      experiments: [.receiveMethod], scope: Scope(transports: transports.suffix(1), sizes: [64]),
      settings: Settings(launches: 5), launcher: launcher)
    session.run { _ in }
    #expect(session.report.failures.count == 2)
    #expect(session.report.results.isEmpty)
  }

  @Test func requestsSurviveTheJourney() throws {
    var request = request
    request.calibration = Calibration(moves: 17, baselineNanoseconds: 2.5)
    let copy = try JSONDecoder().decode(LaunchRequest.self, from: JSONEncoder().encode(request))
    #expect(copy.calibration?.moves == 17)
    #expect(try Plan(copy.configuration, transports: transports).comparisons.count > 0)
  }

  @Test func distributionsSurviveTheJourney() throws {
    var distribution = Distribution()
    for value in [1, 5, 5, 1_000, 123_456_789] as [UInt64] { distribution.record(value) }
    let copy = try JSONDecoder().decode(Distribution.self, from: JSONEncoder().encode(distribution))
    // Three digits survive.
    for percent in [10.0, 50, 75, 100] {
      #expect(abs(copy.percentile(percent) / distribution.percentile(percent) - 1) < 0.001)
    }
  }
}
