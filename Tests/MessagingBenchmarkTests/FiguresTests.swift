import Testing

@testable import MessagingBenchmark

@Suite struct FiguresTests {
  @Test(arguments: [
    (0, "0"), (0.5, "0.50"), (9.99, "9.99"), (9.998, "10.0"), (99.94, "99.9"), (99.96, "100"),
    (12_345, "12345"),
  ])
  func threeDigitsSaySomething(value: Double, text: String) {
    #expect(Figures.short(value) == text)
  }

  @Test(arguments: [(999, "999"), (9_998, "10.0k"), (812_000, "812k"), (1_000_000, "1.00M"), (7e9, "7.00G")])
  func largeNumbersHaveAUnit(value: Double, text: String) {
    #expect(Figures.scaled(value) == text)
  }

  @Test func longTimesAreShort() {
    #expect(Figures.nanoseconds(123_456) == "123456")
    #expect(Figures.nanoseconds(60_960_013) == "61.0M")
  }
}
