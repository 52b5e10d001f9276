import Foundation
import Testing

@testable import MessagingBenchmark
@testable import msgbench

@Suite struct DifferenceTests {
  private let old = Report.sample()

  /// The sample with an arm's time and ratio multiplied.
  private func report(_ factor: Double, arm: String = "message+reused") -> Report {
    var report = old
    for result in report.results.indices {
      for index in report.results[result].arms.indices where report.results[result].arms[index].name == arm {
        report.results[result].arms[index].nanosecondsPerMessage.scale(by: factor)
      }
      for index in report.results[result].comparisons.indices
      where report.results[result].comparisons[index].arm == arm {
        report.results[result].comparisons[index].ratio.scale(by: factor)
      }
    }
    return report
  }

  private func difference(_ new: Report, percent: Double = 5, judgesTimes: Bool = false) -> Difference {
    Difference(
      from: old, named: "old.json", to: new,
      Difference.Criteria(thresholdPercent: percent, judgesTimes: judgesTimes))
  }

  // MARK: Statistics

  @Test func halfWidthsAddInQuadrature() {
    let old = Interval(estimate: 2, low: 2 / 1.03, high: 2 * 1.04)
    let new = Interval(estimate: 3, low: 3 / 1.01, high: 3 * 1.02)
    let change = Interval.change(from: old, to: new)
    #expect(abs(change.estimate - 1.5) < 1e-12)
    // Each end from the two half-widths that can move it there.
    #expect(abs(log(1.5 / change.low) - hypot(log(1.01), log(1.04))) < 1e-12)
    #expect(abs(log(change.high / 1.5) - hypot(log(1.02), log(1.03))) < 1e-12)
    let back = Interval.change(from: new, to: old)
    #expect(abs(back.low * change.high - 1) < 1e-12 && abs(back.high * change.low - 1) < 1e-12)
  }

  /// Of runs with a known change, at most one in twenty has an interval that misses it, as was promised for
  /// each run.
  @Test(arguments: [(launches: 5, change: 1.0), (10, 1.1), (20, 0.8)])
  func intervalsHoldTheChange(launches: Int, change: Double) throws {
    var generator = SplitMix64(seed: 11)
    func run(_ ratio: Double) throws -> Interval {
      let launches = SimulatedLaunches(
        count: launches, rounds: 6, times: [100, 100 * ratio, 100], launchNoise: 0.05, runNoise: 0.1
      ).make(&generator)
      return try #require(Analysis(of: launches, confidence: 0.95).ratio(of: 1, to: 0))
    }
    // Fewer launches have another kind of interval, which takes longer.
    let repetitions = launches > 5 ? 300 : 60
    var (missed, alarms) = (0, 0)
    for _ in 0..<repetitions {
      let interval = try Interval.change(from: run(1.3), to: run(1.3 * change))
      if !(interval.low...interval.high).contains(change) { missed += 1 }
      if change == 1, Difference.Judgement(interval, control: nil, threshold: 0.02) == .regression {
        alarms += 1
      }
    }
    #expect(Double(missed) <= 0.05 * Double(repetitions))
    // With a threshold there are hardly any.
    #expect(alarms <= repetitions / 60)
  }

  @Test(arguments: [
    ((1.06, 1.2), Difference.Judgement.regression), ((1.04, 1.2), .unresolved), ((0.8, 0.95), .improvement),
    ((0.8, 0.96), .unresolved), ((0.96, 1.04), .unchanged), ((0.94, 1.06), .unresolved),
    ((1.01, 1.02), .unchanged),
  ])
  func judgements(ends: (Double, Double), judgement: Difference.Judgement) {
    let change = Interval(estimate: (ends.0 + ends.1) / 2, low: ends.0, high: ends.1)
    #expect(Difference.Judgement(change, control: nil, threshold: 0.05) == judgement)
    let quiet = Interval(estimate: 1, low: 0.97, high: 1.05)
    #expect(Difference.Judgement(change, control: quiet, threshold: 0.05) == judgement)
    let noisy = Interval(estimate: 1.1, low: 0.7, high: 1.3)
    #expect(Difference.Judgement(change, control: noisy, threshold: 0.05) == .unresolved)
  }

  // MARK: Matching

  @Test func ratiosAreJudgedAndTimesWhenAsked() throws {
    let new = report(1.3)
    let change = try #require(difference(new).changes.first { $0.arm == "message+reused" })
    #expect(change.ratio?.verdict == .regression && change.time.verdict == nil)
    #expect(abs((change.ratio?.change.estimate ?? 0) - 1.3) < 1e-9)
    #expect(difference(new).count(.regression) == 1)
    #expect(difference(new).alarm?.contains("push-pull 64 B message+reused 1.300 (") == true)
    #expect(difference(report(1 / 1.2)).count(.improvement) == 1)
    #expect(difference(report(1 / 1.2)).alarm == nil)
    // Intervals of +-5 % each are too wide for 5 %, and not for 8 %.
    #expect(difference(old).judgements.count == 4 && difference(old).count(.unresolved) == 2)
    #expect(difference(old, percent: 8).count(.unchanged) == 3)

    // Times have intervals of +-10 %.
    #expect(difference(new, judgesTimes: true).count(.regression) == 2)
    let slow = report(2, arm: "copy+buffer")
    #expect(difference(slow).alarm == nil)
    #expect(difference(slow, judgesTimes: true).alarm?.contains("copy+buffer 2.000 (") == true)
  }

  @Test func onlyWhatBothHaveIsCompared() {
    var new = old
    new.results[0].size = 512
    new.results[1].arms[1].name = "other"
    new.results[1].comparisons[0].arm = "other"
    let difference = difference(new)
    #expect(difference.changes.map(\.arm) == ["zmq"])
    #expect(
      difference.onlyInBaseline == [
        "throughput zmq inproc push-pull 64 B", "latency zmq,inprocess inproc pair 64 B inprocess",
      ])
    #expect(
      difference.onlyInThis == [
        "throughput zmq inproc push-pull 512 B", "latency zmq,inprocess inproc pair 64 B other",
      ])
    #expect(difference.judgements == [])
    // Beside another first arm, a ratio is something else.
    var turned = old
    turned.results[0].comparisons[0].baseline = "message+message"
    #expect(!self.difference(turned).changes.contains { $0.arm == "message+reused" })
  }

  @Test func environmentsDifferInWhatFiguresDependOn() {
    var other = Environment.sample
    other.loadAverage = [3]
    other.stealShare = 0.1
    other.commit = "abc"
    other.libraries["nanomsg"] = "1.1"
    #expect(other.differences(from: .sample) == [])
    other.cores = 4
    other.isDebugBuild = true
    other.libraries["zmq"] = "libzmq 4.4"
    #expect(
      other.differences(from: .sample)
        == ["cores: 4, was 8", "build: debug, was release", "zmq: libzmq 4.4, was libzmq 4.3.4"])
    for change: (inout Environment) -> Void in [
      { $0.processor = "B" }, { $0.kernel = "K" }, { $0.operatingSystem = "O" }, { $0.swift = "7" },
    ] {
      var changed = Environment.sample
      change(&changed)
      #expect(changed.differences(from: .sample).count == 1)
    }
  }

  // MARK: What people read

  @Test func tablesShowOldAndNew() throws {
    var new = report(1.2)
    new.results.removeLast()
    new.environment.commit = "abc"
    new.difference = difference(new)
    let table = new.table(showing: .changes)
    #expect(
      table == """
        Against old.json
         new: commit abc
         An arm's ratio is its time to the first arm's in the same run. change: new /
         old, above 1 is slower; ?: unresolved; control: the first arm against itself.
         What slows all arms alike shows in times only, which --absolute judges.

        throughput zmq inproc push-pull 64 B
         arm, ratio                  old   new       change (95 %) verdict old ns new ns
         copy+buffer                   1     1                                250    250
         message+reused            1.200 1.440 1.200 (1.120-1.286)   worse    300    360
         a very long way to say pooled
                                   0.500 0.500 1.000 (0.972-1.028)    same    125    125
         message+message           1.004 1.004 1.000 (0.986-1.014)    same    251    251
         control                   1.001 1.001 1.000 (0.986-1.014)

        Changes
          with a threshold of 5 %: 1 regression, 0 improvements, 2 unchanged, 0
            unresolved.
          regression, throughput zmq inproc push-pull 64 B: message+reused takes 1.200
            (1.120-1.286) times as long as before, beside the first arm.
          only the old run has: latency zmq,inprocess inproc pair 64 B.

        """)
    #expect(new.table().contains("\n\nAgainst old.json\n"))
    let markdown = new.markdown(showing: .changes)
    #expect(
      markdown.contains("| message+reused | 1.200 | 1.440 | 1.200 (1.120-1.286) | worse | 300 | 360 |\n"))
    let colored = new.table(TextLayout(width: 80, isColored: true), showing: .changes)
    #expect(colored.contains("\u{1B}[31mworse\u{1B}[0m"))

    new.difference = difference(new, judgesTimes: true)
    #expect(
      new.table(showing: .changes).contains(
        " message+reused                300 360 1.200 (1.049-1.373)       ?\n"))
  }

  @Test func csvAndJSONHoldTheChanges() throws {
    var new = report(1.2)
    new.difference = difference(new)
    let lines = new.csv().split(separator: "\n")
    #expect(lines[2].contains(",regression,1.2"))
    #expect(lines.count == 1 + new.results.flatMap(\.arms).count)
    let decoded = try Report(json: new.json())
    #expect(decoded.difference?.changes.count == 6)
    #expect(try JSONSchema.problems(with: new) == [])
  }
}

extension Interval {
  fileprivate mutating func scale(by factor: Double) { self = map { $0 * factor } }
}
