import Foundation
import Testing

@testable import MessagingBenchmark

@Suite struct AnalysisTests {
  /// Rounds whose arms take these times, each round under its own load, which all arms share.
  private func launch(
    rounds: Int, times: [Double], noise: Double, generator: inout SplitMix64
  ) -> Launch {
    var launch = Launch(roundTrips: [])
    for _ in 0..<rounds {
      let load = Double.random(in: 1...5, using: &generator)
      launch.rounds.append(
        times.map { time in
          let own = exp(Double.random(in: -noise...noise, using: &generator))
          return Sample(
            messages: 1, nanosecondsPerMessage: time * load * own, elapsedNanoseconds: 0,
            processorNanoseconds: 0, voluntarySwitches: 0)
        })
    }
    return launch
  }

  @Test func pairingFindsARatioThatTheLoadHides() throws {
    var generator = SplitMix64(seed: 5)
    let rounds = launch(rounds: 31, times: [100, 110], noise: 0.02, generator: &generator)
    let ratio = try #require(Analysis(of: [rounds], confidence: 0.95).ratio(of: 1, to: 0))
    #expect(ratio.contains(1.1))
    #expect(ratio.high / ratio.low < 1.03)
  }

  @Test func launchesAreTheUnits() throws {
    var generator = SplitMix64(seed: 6)
    let launches = (1...6).map { number in
      launch(
        rounds: 5, times: [100, 100 + Double(number)], noise: 0, generator: &generator)
    }
    let ratio = try #require(Analysis(of: launches, confidence: 0.95).ratio(of: 1, to: 0))
    #expect(abs(ratio.low - 1.01) < 1e-9)
    #expect(abs(ratio.high - 1.06) < 1e-9)
    let five = Analysis(of: Array(launches.dropLast()), confidence: 0.95)
    #expect(five.ratio(of: 1, to: 0) == nil)
  }

  /// Of comparisons of equal arms, at most one in twenty finds a difference.
  @Test func falseAlarms() throws {
    var generator = SplitMix64(seed: 8)
    let repetitions = 1_000
    let alarms = try (0..<repetitions).count { _ in
      let rounds = launch(rounds: 21, times: [1, 1, 1], noise: 0.3, generator: &generator)
      let analysis = Analysis(of: [rounds], confidence: 0.95)
      let ratio = try #require(analysis.ratio(of: 1, to: 0))
      let control = try #require(analysis.ratio(of: 2, to: 0))
      let verdict = Verdict(ratio: ratio, control: control)
      return verdict == .faster || verdict == .slower
    }
    #expect(alarms <= repetitions / 20)
  }

  @Test(arguments: [
    (ratio: (0.90, 0.95), control: (0.99, 1.01), verdict: Verdict.faster),
    ((1.05, 1.10), (0.99, 1.01), .slower),
    ((0.90, 0.95), (0.93, 1.01), .unresolved),
    ((1.05, 1.10), (0.99, 1.06), .unresolved),
    ((0.95, 1.05), (0.99, 1.01), .unresolved),
    ((0.99, 1.01), (0.99, 1.01), .equivalent),
    ((1.005, 1.01), (0.999, 1.001), .equivalent),
    ((0.99, 1.01), (0.90, 1.10), .unresolved),
    ((1.03, 1.05), (0.96, 0.97), .slower),
    ((0.98, 0.99), (1.01, 1.05), .faster),
  ])
  func verdicts(ratio: (Double, Double), control: (Double, Double), verdict: Verdict) {
    func interval(_ ends: (Double, Double)) -> Interval {
      Interval(estimate: (ends.0 + ends.1) / 2, low: ends.0, high: ends.1)
    }
    #expect(Verdict(ratio: interval(ratio), control: interval(control)) == verdict)
  }

  @Test func medians() {
    #expect([3.0, 1, 2].median == 2)
    #expect([4.0, 1, 2, 3].median == 2.5)
  }
}
