import Foundation
import Testing

@testable import MessagingBenchmark

@Suite struct LeastSquaresTests {
  /// NIST's Statistical Reference Datasets, Linear Regression, "Norris": certified slope 1.00211681802045.
  @Test func certifiedSlope() {
    let x = [
      0.2, 337.4, 118.2, 884.6, 10.1, 226.5, 666.3, 996.3, 448.6, 777.0, 558.2, 0.4, 0.6, 775.5, 666.9, 338.0,
      447.5, 11.6, 556.0, 228.1, 995.8, 887.6, 120.2, 0.3, 0.3, 556.8, 339.1, 887.2, 999.0, 779.0, 11.1,
      118.3,
      229.2, 669.1, 448.9, 0.5,
    ]
    let y = [
      0.1, 338.8, 118.1, 888.0, 9.2, 228.1, 668.5, 998.5, 449.1, 778.9, 559.2, 0.3, 0.1, 778.1, 668.8, 339.3,
      448.9, 10.8, 557.7, 228.3, 998.0, 888.8, 119.6, 0.3, 0.6, 557.6, 339.3, 888.0, 998.5, 778.9, 10.2,
      117.6,
      228.9, 668.4, 449.2, 0.2,
    ]
    #expect(abs(LeastSquares.slope(zip(x, y).map { ($0, $1) }) - 1.00211681802045) < 1e-13)
  }

  @Test(arguments: [-0.5, 0, 0.04, 0.5, 1, 2])
  func exponentsOfPowerLaws(exponent: Double) {
    let points = [1.0, 10, 100, 1_000].map { (x: $0, y: 3 * pow($0, exponent)) }
    #expect(abs(LeastSquares.exponent(points) - exponent) < 1e-12)
  }

  /// Intervals of the exponent hold the true one as often as they promise, and noise of whole launches makes them wide.
  @Test func exponentsUnderNoise() throws {
    let counts = [1, 10, 100, 1_000]
    let times = counts.map { 100 * pow(Double($0), 0.1) }
    var generator = SplitMix64(seed: 11)
    func exponent(launchNoise: Double) throws -> Interval {
      let launches = SimulatedLaunches(
        count: 10, rounds: 5, times: times + [100], launchNoise: launchNoise, runNoise: 0.1
      ).make(&generator)
      return try #require(Analysis(of: launches, confidence: 0.95).exponent(over: counts))
    }
    let repetitions = 200
    let held = try (0..<repetitions).count { _ in
      let interval = try exponent(launchNoise: 0.1)
      return (interval.low...interval.high).contains(0.1)
    }
    // Three standard deviations of what chance makes of so many repetitions.
    #expect(Double(held) / Double(repetitions) >= 0.95 - 3 * (0.95 * 0.05 / Double(repetitions)).squareRoot())

    let (quiet, loud) = (try exponent(launchNoise: 0.001), try exponent(launchNoise: 0.5))
    #expect(quiet.high - quiet.low < 0.02)
    #expect(loud.high - loud.low > 3 * (quiet.high - quiet.low))
  }
}
