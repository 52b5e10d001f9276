import Foundation
import Testing

@testable import MessagingBenchmark
@testable import msgbench

@Suite(.timeLimit(.minutes(15))) struct FindingTests {
  /// A result of a claim's experiment in which each predicted arm has these ratios and allocations.
  private func judge(
    _ id: String, size: Int = 64, pattern: String = "push-pull", ratios: [Double], width: Double = 0.01,
    allocations: Double = 0
  ) throws -> Report.Finding? {
    let claim = try #require(Claim.all.first { $0.id == id })
    let arms = claim.predictions.reduce(into: [Report.Arm.sample("baseline", 100, allocations: 0)]) {
      arms, prediction in
      if !arms.contains(where: { $0.name == prediction.arm }) {
        arms.append(.sample(prediction.arm, 100, allocations: allocations))
      }
    }
    var report = Report.sample(experiments: [])
    report.results = [
      .sample(
        claim.experiment.name, transport: "zmq", pattern: claim.wiring?.name ?? pattern, size: size,
        arms: arms,
        ratios: ratios.map { ($0, width) })
    ]
    report.judge([claim], on: [])
    return report.findings.first
  }

  @Test(arguments: [
    ("F1", 2.0, FindingVerdict.holds), ("F1", 0.5, .refuted), ("F1", 1.015, .unresolved),
    ("F2", 1.1, .holds), ("F2", 1.0, .holds), ("F2", 0.9, .refuted), ("F2", 0.985, .unresolved),
    ("F3", 1.1, .holds), ("F3", 1.0, .refuted), ("F3", 0.9, .refuted),
    ("F6", 1.3, .holds), ("F6", 0.1, .refuted),
    ("F7", 2.3, .holds), ("F7", 1.5, .refuted), ("F7", 1.8, .unresolved),
    ("F9", 0.5, .holds), ("F9", 1.2, .refuted), ("F9", 1.0, .refuted),
  ])
  func ratiosDecide(id: String, ratio: Double, verdict: FindingVerdict) throws {
    let finding = try #require(try judge(id, ratios: [ratio]))
    #expect(finding.verdict == verdict)
    #expect(finding.ratio?.estimate == ratio)
    #expect(!finding.reason.isEmpty)
  }

  /// A claim that says different things of small and of large messages.
  @Test func theSizeDecidesWhatIsPredicted() throws {
    #expect(try judge("F4", size: 64, ratios: [1.4])?.verdict == .holds)
    #expect(try judge("F4", size: 64, ratios: [0.9])?.verdict == .refuted)
    #expect(try judge("F4", size: 65_536, ratios: [0.9])?.verdict == .holds)
    #expect(try judge("F4", size: 65_536, ratios: [1.4])?.verdict == .refuted)
    #expect(try judge("F4", size: 64, ratios: [1.4])?.seedRatio == 1.42)
    #expect(try judge("F4", size: 128, ratios: [1.4]) == nil)
  }

  /// An average over launches that contradict each other would be true of none of them.
  @Test func whatDependsOnTheMachinesStateIsSaid() throws {
    let claim = try #require(Claim.all.first { $0.id == "F3" })
    let arms = [Report.Arm.sample("message", 100), .sample("pooled", 100)]
    var result = Report.Result.sample(
      claim.experiment.name, transport: "zmq", size: 64, arms: arms, ratios: [(1, 0.2)])
    result.comparisons[0].slowerLaunches = 4
    result.comparisons[0].fasterLaunches = 5
    var report = Report.sample(experiments: [])
    report.results = [result]
    report.judge([claim], on: [])
    let finding = try #require(report.findings.first)
    #expect(finding.verdict == .unresolved)
    #expect(finding.reason.contains("4 of 10 launches found it slower, 5 faster"))
    #expect(report.table().contains("it depends on the machine's state"))
  }

  @Test func allocationsDecide() throws {
    #expect(try judge("F5", ratios: [1], allocations: 1)?.verdict == .holds)
    #expect(try judge("F5", ratios: [1], allocations: 0.01)?.verdict == .refuted)
  }

  /// All predictions of a claim have to hold, and one that is refuted refutes it.
  @Test func severalPredictionsDecideTogether() throws {
    #expect(try judge("F10", ratios: [1, 1.01, 1.5])?.verdict == .holds)
    #expect(try judge("F10", ratios: [1, 1.2, 1.5])?.verdict == .refuted)
    #expect(try judge("F10", ratios: [1, 1.2, 1.5])?.ratio?.estimate == 1.2)
    #expect(try judge("F10", ratios: [1, 1.035, 1.5])?.verdict == .unresolved)
    #expect(try judge("F10", ratios: [1, 1.01, 1.1])?.verdict == .refuted)
  }

  @Test func whatCannotBeTrueOrFalseIsSaid() throws {
    var report = Report.sample(experiments: [])
    report.judge(Claim.all, on: transports)
    let without = Set(transports.filter { !$0.handsOver }.map(\.name))
    #expect(Set(report.findings.map(\.transport)) == without)
    #expect(report.findings.allSatisfy { $0.verdict == .notApplicable && !$0.reason.isEmpty })
    #expect(without.isEmpty || Set(report.findings.map(\.id)) == ["F7", "F9"])
  }

  /// Every claim finds its arms in what is really measured.
  @Test func claimsAreMeasured() throws {
    let session = try Session(
      experiments: Claim.all.experiments, judging: Claim.all,
      scope: Scope(transports: transports, endpoints: [.inproc], sizes: [64]),
      settings: Settings(launches: 5, rounds: 3, budget: .seconds(2)), launcher: .thisProcess(transports))
    session.run { _ in }
    let report = session.report
    #expect(report.failures.map(\.reason) == [])
    for claim in Claim.all {
      let found = report.findings.filter { $0.id == claim.id }
      let places = claim.experiment.name == "pool-structure" ? ["any"] : transports.map(\.name)
      #expect(Set(found.map(\.transport)) == Set(places), "\(claim.id)")
      #expect(
        found.allSatisfy {
          $0.verdict == .notApplicable || ($0.ratio == nil) == ["F5", "F8"].contains(claim.id)
        })
    }
    #expect(try JSONSchema.problems(with: report) == [])
    for line in report.table(showing: .summary).split(separator: "\n") {
      #expect(line.count <= 80, "\(line)")
    }
  }
}
