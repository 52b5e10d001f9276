import Testing

@testable import MessagingBenchmark

@Suite struct StudentDistributionTests {
  /// From the table of Student's distribution in Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.10.
  @Test(arguments: [
    (degrees: 1.0, probability: 0.975, quantile: 12.706), (2, 0.975, 4.303), (3, 0.975, 3.182),
    (4, 0.975, 2.776), (5, 0.975, 2.571), (9, 0.975, 2.262), (10, 0.95, 1.812), (10, 0.995, 3.169),
    (20, 0.975, 2.086), (30, 0.9, 1.310), (120, 0.975, 1.980), (2, 0.995, 9.925), (4, 0.9995, 8.610),
  ])
  func publishedQuantiles(degrees: Double, probability: Double, quantile: Double) {
    let found = StudentDistribution.quantile(probability, degreesOfFreedom: degrees)
    #expect(abs(found - quantile) < 0.0006)
    #expect(abs(StudentDistribution.cumulative(found, degreesOfFreedom: degrees) - probability) < 1e-8)
  }

  @Test func cumulativeIsSymmetric() {
    for t in [0.0, 0.1, 1, 3, 40] {
      let sum =
        StudentDistribution.cumulative(t, degreesOfFreedom: 7)
        + StudentDistribution.cumulative(-t, degreesOfFreedom: 7)
      #expect(abs(sum - 1) < 1e-12)
    }
  }

  /// With one degree of freedom it is Cauchy's distribution, which has a closed form: 1/2 + 1/4 at 1.
  @Test func oneDegreeIsCauchy() {
    #expect(abs(StudentDistribution.cumulative(1, degreesOfFreedom: 1) - 0.75) < 1e-12)
  }
}
