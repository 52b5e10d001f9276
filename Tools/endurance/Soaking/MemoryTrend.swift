import CBenchmarkSupport

/// How the process's memory develops with the messages.
struct MemoryTrend {
  private var samples: [(x: Double, y: Double)] = []

  /// Takes a sample after so many messages.
  mutating func sample(after messages: Int) {
    note(resident: Int(benchmark_resident_bytes()), after: messages)
  }

  mutating func note(resident bytes: Int, after messages: Int) {
    samples.append((Double(messages), Double(bytes)))
    // Every other one tells as much of a long run.
    if samples.count > 10_000 {
      samples = samples.indices.filter { $0.isMultiple(of: 2) }.map { samples[$0] }
    }
  }

  /// The samples after the first third of the messages, in which pools, queues and allocators get what they need.
  struct Summary {
    /// Bytes, on average.
    let resident: Double
    /// By how many bytes the line through the samples rises from the first to the last (Theil and Sen's).
    let rise: Double
    /// By how many bytes lines through parts of the samples differ from that: half of them by more.
    let noise: Double

    /// Whether the memory does not grow, as far as can be told: more than its noise, and than an allocator's whims.
    var isFlat: Bool { rise <= max(noise, 8_388_608) }
  }

  /// `nil` when there are too few samples.
  var summary: Summary? {
    guard let end = samples.last?.x else { return nil }
    let start = end / 3
    let late = samples.filter { $0.x >= start }
    // Samples next to each other are alike: what counts is the middle of each of a few stretches. Each has as many messages, since
    // there are more samples of the same number early in a run.
    let stretches = 10
    let length = (end - start) / Double(stretches)
    let parts = (0..<stretches).map { index in
      let first = start + length * Double(index)
      return late.filter { $0.x >= first && $0.x < first + length }
    }
    guard late.count >= 2 * stretches, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    let middles = parts.map { part in (x: Self.middle(part.map(\.x)), y: Self.middle(part.map(\.y))) }
    let slopes = middles.indices.flatMap { first in
      middles[(first + 1)...].map { ($0.y - middles[first].y) / ($0.x - middles[first].x) }
    }
    let slope = Self.middle(slopes)
    let span = late[late.count - 1].x - late[0].x
    return Summary(
      resident: Self.middle(middles.map(\.y)), rise: slope * span,
      noise: Self.middle(slopes.map { abs($0 - slope) }) * span)
  }

  private static func middle(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
