import Testing

@testable import MessagingBenchmark

@Suite struct AnalysisTests {
  @Test func pairingFindsARatioThatTheLoadHides() throws {
    var generator = SplitMix64(seed: 5)
    let launches = SimulatedLaunches(
      count: 10, rounds: 21, times: [100, 110], launchNoise: 0.01, runNoise: 0.02
    ).make(&generator)
    let ratio = try #require(Analysis(of: launches, confidence: 0.95).ratio(of: 1, to: 0))
    #expect((ratio.low...ratio.high).contains(1.1))
    #expect(ratio.high / ratio.low < 1.03)
  }

  @Test func launchesAreTheUnits() throws {
    var generator = SplitMix64(seed: 6)
    let launches = (1...6).flatMap { number in
      SimulatedLaunches(count: 1, rounds: 5, times: [100, 100 + Double(number)]).make(&generator)
    }
    let ratio = try #require(Analysis(of: launches, confidence: 0.95).ratio(of: 1, to: 0))
    #expect(abs(ratio.low - 1.01) < 1e-9)
    #expect(abs(ratio.high - 1.06) < 1e-9)
    let two = Analysis(of: Array(launches.prefix(2)), confidence: 0.95)
    #expect(two.ratio(of: 1, to: 0) == nil)
  }

  /// Intervals hold the true ratio as often as they promise, where launches differ more than rounds within one.
  @Test(arguments: [(launches: 3, confidence: 0.95), (5, 0.95), (5, 0.995), (10, 0.95), (12, 0.995)])
  func coverage(launches: Int, confidence: Double) throws {
    var generator = SplitMix64(seed: 7)
    let repetitions = 200
    let held = try (0..<repetitions).count { _ in
      let simulated = SimulatedLaunches(
        count: launches, rounds: 5, times: [100, 103], launchNoise: 0.1, runNoise: 0.1
      ).make(&generator)
      let analysis = Analysis(of: simulated, confidence: confidence)
      let ratio = try #require(analysis.ratio(of: 1, to: 0))
      return (ratio.low...ratio.high).contains(1.03)
    }
    // Three standard deviations of what chance makes of so many repetitions.
    let deviation = (confidence * (1 - confidence) / Double(repetitions)).squareRoot()
    #expect(Double(held) / Double(repetitions) >= confidence - 3 * deviation)
  }

  /// Of comparisons of equal arms, at most one in twenty finds a difference, with few launches and with enough.
  @Test(arguments: [5, 10])
  func falseAlarms(launches: Int) throws {
    var generator = SplitMix64(seed: 8)
    let repetitions = 200
    let alarms = try (0..<repetitions).count { _ in
      let simulated = SimulatedLaunches(
        count: launches, rounds: 5, times: [1, 1, 1], launchNoise: 0.1, runNoise: 0.3
      ).make(&generator)
      let analysis = Analysis(of: simulated, confidence: 0.95)
      let verdict = Verdict(
        ratio: try #require(analysis.ratio(of: 1, to: 0)), control: try #require(analysis.ratio(of: 2, to: 0))
      )
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
    #expect(Verdict(ratio: interval(ratio), control: interval(control)) == verdict)
  }

  /// Four times as many launches make an interval half as wide.
  @Test func launchesToResolve() {
    func factor(_ ratio: (Double, Double)) -> Double {
      Verdict.launchesToResolve(ratio: interval(ratio), control: interval((0.99, 1.01)))
    }
    #expect(abs(factor((0.9802, 1.0202)) - 2) < 0.1)  // has to become as narrow as the margin
    #expect(abs(factor((0.9608, 1.0408)) - 4) < 0.1)
    #expect(factor((1.05, 1.35)) < factor((1.0, 1.3)))  // a larger difference is found sooner
  }

  private func interval(_ ends: (Double, Double)) -> Interval {
    Interval(estimate: (ends.0 * ends.1).squareRoot(), low: ends.0, high: ends.1)
  }

  @Test func medians() {
    #expect([3.0, 1, 2].median == 2)
    #expect([4.0, 1, 2, 3].median == 2.5)
    #expect([4.0, 1, 2, 3].mean == 2.5)
  }
}
