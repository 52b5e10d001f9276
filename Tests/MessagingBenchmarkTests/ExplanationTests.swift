import Testing

@testable import MessagingBenchmark
@testable import msgbench

@Suite(.timeLimit(.minutes(15))) struct ExplanationTests {
  @Test func aCostIsFeltByItsSensitivity() throws {
    let explanation = try #require(SimulatedPipelines(cost: 10, sensitivity: 0.5, gap: 5).explanation)
    let stage = try #require(explanation.stages.first { $0.name == "copy" })
    #expect(stage.aloneB - stage.aloneA == 10)
    #expect(abs(stage.sensitivity.estimate - 0.5) < 0.01)
    #expect(abs(stage.contribution.estimate - 5) < 0.1)
    #expect(abs(explanation.isolatedNanoseconds.estimate - 10) < 0.01)
    #expect(abs(explanation.unpredictedNanoseconds.estimate + 5) < 0.1)
    #expect(abs(explanation.residual.estimate) < 0.1)
    #expect(explanation.isExplained)
    #expect(explanation.sentence.contains("5.00 ns (5.00 %) more"))
    #expect(explanation.sentence.contains("neither side"))
  }

  @Test func aFasterSideCanMakeTheWholeSlower() throws {
    let explanation = try #require(SimulatedPipelines(cost: 10, sensitivity: -0.5, gap: -5).explanation)
    #expect(abs(explanation.sumNanoseconds.estimate + 5) < 0.1)
    #expect(explanation.isExplained)
    #expect(explanation.sentence.contains("less for each message"))
    #expect(explanation.sentence.contains("has to be woken"))
  }

  @Test func whatIsLeftIsNotExplained() throws {
    let explanation = try #require(SimulatedPipelines(cost: 10, sensitivity: 0.5, gap: 25).explanation)
    #expect(!explanation.isExplained)
    #expect(abs(explanation.residual.estimate - 20) < 0.1)
    #expect(explanation.ruledOut.contains("copy of the receiver"))
    #expect(explanation.sentence.contains("Not explained: 20"))
  }

  @Test func whatRunningChangesAndWakeUpsCountOnTheirOwn() throws {
    var pipelines = SimulatedPipelines(cost: 10, sensitivity: 1, gap: 10 + 30 + 40)
    pipelines.extraWhileRunning = 30
    pipelines.extraSwitchesPerThousand = 4
    pipelines.wakeUpNanoseconds = 10_000
    let explanation = try #require(pipelines.explanation)
    #expect(abs(explanation.terms[0].contribution.estimate - 30) < 0.1)
    #expect(abs(explanation.terms[1].contribution.estimate - 40) < 0.1)
    #expect(explanation.isExplained)
  }

  /// A response that bends: the difference is as large as the second delay, and that is what counts.
  @Test func largeDifferencesAreReadOffTheResponse() throws {
    var pipelines = SimulatedPipelines(cost: 40, sensitivity: 1, gap: 15)
    pipelines.delays = [20, 40, 60]
    pipelines.hidden = 25
    let explanation = try #require(pipelines.explanation)
    #expect(abs(explanation.sumNanoseconds.estimate - 15) < 0.1)
    #expect(explanation.isExplained)
  }

  @Test func findingsTellWhatIsolatedCostsPredict() throws {
    let claim = try #require(Claim.all.first { $0.id == "F8" })
    func verdict(_ gap: Double) throws -> FindingVerdict? {
      var report = Report.sample(experiments: [])
      var explanation = try #require(SimulatedPipelines(cost: 10, sensitivity: 1, gap: gap).explanation)
      explanation.experiment = "memory-strategy"
      report.explanations = [explanation]
      report.judge([claim], on: [])
      return report.findings.first?.verdict
    }
    #expect(try verdict(10) == .holds)
    #expect(try verdict(30) == .refuted)
  }

  @Test func pipelinesOverTransportsAreExplained() throws {
    let session = try Session(
      experiments: Experiment.explained.compactMap(\.explanation),
      scope: Scope(transports: transports, endpoints: [.inproc], sizes: [64]),
      settings: Settings(launches: 5, rounds: 3, budget: .seconds(2)), launcher: .thisProcess(transports))
    session.run { _ in }
    let report = session.report
    #expect(report.failures.map(\.reason) == [])
    #expect(report.explanations.count == transports.count * 4)
    #expect(report.results.isEmpty)
    for explanation in report.explanations {
      #expect(!explanation.sentence.isEmpty)
      #expect(explanation.sensitivities.allSatisfy { $0.work.allSatisfy(\.isFinite) })
      #expect((explanation.factorial != nil) == (explanation.experiment == "memory-strategy"))
    }
    #expect(try JSONSchema.problems(with: report) == [])
    for line in report.table().split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }
}

/// Launches of two pipelines that are made up: the second one's receiver has a stage that the first has not.
struct SimulatedPipelines {
  /// What the stage takes, how much of a delay the whole feels, and by how much the second takes longer.
  var cost: Double
  var sensitivity: Double
  var gap: Double
  var delays = [5.0, 10, 15]
  /// How much of each delay is not felt at all.
  var hidden = 0.0
  /// How much more the stage takes while the pipeline runs.
  var extraWhileRunning = 0.0
  var extraSwitchesPerThousand = 0.0
  var wakeUpNanoseconds = 0.0

  var explanation: Explanation? {
    let arm = Arm(
      name: "plain", transport: transports.last!, front: Role(job: .stagedReused),
      back: Role(job: .stagedCopy))
    var other = arm
    other.name = "with copy"
    var comparison = Comparison(
      experiment: "made up", endpoint: .inproc, wiring: .stages, size: 64,
      arms: ExplainedPair.arms(arm, other))
    comparison.explainedPair = ExplainedPair(sharedSides: [.sender], path: nil)
    return Explanation(comparison, (0..<6).map { launch(comparison.arms, number: $0) })
  }

  private func launch(_ arms: [Arm], number: Int) -> Launch {
    // Launches differ a little, all arms in the same way.
    let base = 100 + Double(number) * 0.01
    let messages = 100_000
    func delay(_ arm: Arm) -> Double {
      guard case .delay(_, let halves) = arm.probe else { return 0 }
      return delays[halves - 1]
    }
    func sample(_ arm: Arm, isSecond: Bool) -> Sample {
      var time = base + (isSecond ? gap : 0)
      if case .delay(.receiver, _) = arm.probe { time += sensitivity * max(0, delay(arm) - hidden) }
      var sample = Sample(
        messages: messages, nanosecondsPerMessage: time, elapsedNanoseconds: 0, processorNanoseconds: 0,
        voluntarySwitches: isSecond ? UInt64(extraSwitchesPerThousand * Double(messages) / 1_000) : 0)
      let isAlone = arm.probe == .stagesAlone
      let copy = isSecond ? 1 + cost + (isAlone ? 0 : extraWhileRunning) : 1
      sample.threads = [
        ThreadTime(
          side: .sender, nanoseconds: isAlone ? nil : 50, stages: [StageTime(name: "send", nanoseconds: 50)]),
        ThreadTime(
          side: .receiver, nanoseconds: isAlone ? nil : 40 + copy,
          stages: [
            StageTime(name: "receive", nanoseconds: 40), StageTime(name: "copy", nanoseconds: copy),
          ]),
      ]
      return sample
    }
    let round =
      arms.map { sample($0, isSecond: $0.name.hasPrefix("with copy")) } + [
        sample(arms[0], isSecond: false)
      ]
    return Launch(
      moves: messages, baselineNanoseconds: base, wakeUpNanoseconds: wakeUpNanoseconds,
      rounds: [round, round, round], delayNanoseconds: arms.map(delay) + [0])
  }
}
