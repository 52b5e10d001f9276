import Testing

@testable import Plotting

@Suite struct ScaleTests {
  @Test(arguments: [
    (Scale.Kind.linear, [0.0, 10], 6, [0.0, 2, 4, 6, 8, 10]),
    (.linear, [-5, 24], 7, [-5, 0, 5, 10, 15, 20]),
    (.linear, [0.13, 0.29], 4, [0.15, 0.2, 0.25]), (.logarithmic, [1, 1_000], 4, [1, 10, 100, 1_000]),
    (.logarithmic, [0.4, 6], 7, [0.5, 1, 2, 5]), (.logarithmic, [20, 60], 5, [20, 30, 40, 50, 60]),
    (.binary, [64, 65_536], 3, [64, 1_024, 16_384]), (.percentile, [0, 99.95], 5, [50, 90, 99, 99.9]),
  ])
  func ticksAreRound(kind: Scale.Kind, values: [Double], count: Int, expected: [Double]) {
    let ticks = Scale(kind, over: values).ticks(atMost: count)
    #expect(ticks.count == expected.count, "\(ticks)")
    for (tick, value) in zip(ticks, expected) { #expect(abs(tick - value) <= abs(value) * 1e-9) }
  }

  @Test(arguments: [Scale.Kind.linear, .logarithmic, .binary, .percentile], 1...9)
  func ticksAreFewInOrderAndOnTheScale(kind: Scale.Kind, count: Int) {
    let ranges = [
      [1.0, 2], [1e-12, 1e12], [0.001, 99.999], [3, 3], [], [5, 5.000_001], [1e-300, 1e300], [-1e300, 1e300],
      [0], [.infinity, .nan, 7], [-4, -1],
    ]
    for range in ranges {
      let scale = Scale(kind, over: range)
      let ticks = scale.ticks(atMost: count)
      #expect(ticks.count <= count)
      #expect(zip(ticks, ticks.dropFirst()).allSatisfy(<))
      for tick in ticks {
        #expect(tick.isFinite && (0...1).contains(scale.position(of: tick)), "\(kind) \(range) \(tick)")
      }
    }
  }

  @Test func everyKindSpacesWhatItIsNamedAfter() {
    #expect(Scale(.linear, over: [0, 4]).position(of: 1) == 0.25)
    #expect(abs(Scale(.logarithmic, over: [1, 10_000]).position(of: 10) - 0.25) < 1e-12)
    #expect(Scale(.binary, over: [1, 16]).position(of: 2) == 0.25)
    #expect(abs(Scale(.percentile, over: [0, 99.99]).position(of: 90) - 0.25) < 1e-12)
  }

  @Test func whatIsBeyondIsAtTheEnd() {
    let scale = Scale(.logarithmic, over: [1, 10])
    #expect(
      scale.position(of: -3) == 0 && scale.position(of: .infinity) == 1 && scale.position(of: .nan) == 0)
  }

  @Test func wideIntervalsDoNotCrowdValues() {
    let spans = [Span(1, low: 1e-6, high: 1e6), Span(4, low: 3.9, high: 4.1)]
    let scale = Scale(.logarithmic, fitting: spans)
    #expect(scale.position(of: 4) - scale.position(of: 1) > 0.4)
    #expect(scale.domain.contains(3.9) && scale.domain.contains(4.1))
  }
}
