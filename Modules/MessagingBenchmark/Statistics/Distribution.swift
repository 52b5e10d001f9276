import Histogram

/// How often which durations came, in nanoseconds to three digits.
struct Distribution: Sendable {
  private(set) var histogram = Histogram<UInt64>()

  mutating func record(_ nanoseconds: UInt64) { histogram.record(nanoseconds) }

  mutating func add(_ other: Distribution) { histogram.add(other.histogram) }

  mutating func reset() { histogram.reset() }

  /// How many durations there are.
  var count: UInt64 { histogram.totalCount }

  /// The duration that so many per cent do not exceed.
  func percentile(_ percent: Double) -> Double { Double(histogram.valueAtPercentile(percent)) }

  var maximum: Double { Double(histogram.max) }
}

/// As pairs of a duration and its count: most of a histogram's places are empty.
extension Distribution: Codable {
  init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    while !container.isAtEnd {
      let value = try container.decode(UInt64.self)
      histogram.record(value, count: try container.decode(UInt64.self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for recorded in histogram.recordedValues() {
      try container.encode(recorded.value)
      try container.encode(recorded.count)
    }
  }
}
