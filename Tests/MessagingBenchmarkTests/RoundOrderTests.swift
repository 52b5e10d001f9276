import Testing

@testable import MessagingBenchmark

@Suite struct RoundOrderTests {
  /// The first values of the reference implementation for the seed 0.
  @Test func generatorIsTheReferenceOne() {
    var generator = SplitMix64(seed: 0)
    #expect(generator.next() == 0xE220_A839_7B1D_CDAF)
    #expect(generator.next() == 0x6E78_9E6A_A1B9_65F4)
    #expect(generator.next() == 0x06C4_5D18_8009_454F)
  }

  @Test(arguments: 1...9)
  func eachArmComesOnceAtEachPlace(arms: Int) {
    var order = RoundOrder(arms: arms, generator: SplitMix64(seed: 3))
    for _ in 0..<3 {
      let square = (0..<arms).map { _ in order.next() }
      for row in square { #expect(row.sorted() == Array(0..<arms)) }
      for place in 0..<arms {
        #expect(square.map { $0[place] }.sorted() == Array(0..<arms))
      }
    }
  }

  @Test func seedDecidesTheOrder() {
    func orders(seed: UInt64) -> [[Int]] {
      var order = RoundOrder(arms: 5, generator: SplitMix64(seed: seed))
      return (0..<40).map { _ in order.next() }
    }
    #expect(orders(seed: 1) == orders(seed: 1))
    #expect(orders(seed: 1) != orders(seed: 2))
  }

  @Test func permutationsAreEquallyLikely() {
    var generator = SplitMix64(seed: 11)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<24_000 { counts[generator.permutation(4), default: 0] += 1 }
    #expect(counts.count == 24)
    // Each is expected 1,000 times, with a standard deviation of 31.
    for count in counts.values { #expect(abs(count - 1_000) < 5 * 31) }
  }
}
