import Testing

@testable import MessagingBenchmark

@Suite struct SignIntervalTests {
  /// From the tables of confidence intervals for the median in Conover, "Practical Nonparametric Statistics",
  /// and in Hollander and Wolfe, "Nonparametric Statistical Methods".
  @Test(arguments: [
    (count: 6, rank: 1, coverage: 0.969), (9, 2, 0.961), (10, 2, 0.979), (12, 3, 0.961),
    (15, 4, 0.965), (20, 6, 0.959), (25, 8, 0.957), (30, 10, 0.957), (50, 18, 0.967), (100, 40, 0.965),
  ])
  func publishedRanks(count: Int, rank: Int, coverage: Double) {
    #expect(SignInterval.rank(count: count, confidence: 0.95) == rank)
    #expect(abs(SignInterval.coverage(count: count, rank: rank) - coverage) < 0.0006)
  }

  @Test func tooFewValuesGiveNoInterval() {
    #expect(SignInterval.rank(count: 5, confidence: 0.95) == nil)
    #expect(SignInterval.median(of: [1, 2, 3, 4, 5], confidence: 0.95) == nil)
    #expect(SignInterval.median(of: [], confidence: 0.95) == nil)
  }

  @Test(arguments: [0.9, 0.95, 0.99, 0.999])
  func minimumCountIsTheLeastThatGivesOne(confidence: Double) {
    let count = SignInterval.minimumCount(confidence: confidence)
    #expect(SignInterval.rank(count: count, confidence: confidence) == 1)
    #expect(SignInterval.rank(count: count - 1, confidence: confidence) == nil)
  }

  @Test func intervalIsBetweenOrderStatistics() {
    let interval = SignInterval.median(of: (1...20).map(Double.init).reversed(), confidence: 0.95)
    #expect(interval == Interval(estimate: 10.5, low: 6, high: 15))
  }

  @Test func probabilitiesOfManyValuesAreNumbers() throws {
    let rank = try #require(SignInterval.rank(count: 5_000, confidence: 0.95))
    // The normal approximation: n/2 - 1.96 sqrt(n)/2.
    #expect(abs(rank - 2_431) <= 1)
  }

  /// Intervals of skewed random values hold the true median as often as they promise.
  @Test func coverageInSimulation() throws {
    var generator = SplitMix64(seed: 7)
    let (count, repetitions) = (21, 4_000)
    let rank = try #require(SignInterval.rank(count: count, confidence: 0.95))
    let promised = SignInterval.coverage(count: count, rank: rank)
    let held = try (0..<repetitions).count { _ in
      let values = (0..<count).map { _ in
        let uniform = Double.random(in: 0..<1, using: &generator)
        return uniform * uniform * uniform
      }
      let interval = try #require(SignInterval.median(of: values, confidence: 0.95))
      return interval.contains(0.125)
    }
    let deviation = (promised * (1 - promised) / Double(repetitions)).squareRoot()
    #expect(abs(Double(held) / Double(repetitions) - promised) < 4 * deviation)
  }
}
