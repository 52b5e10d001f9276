/// What a subscriber subscribed to, how often.
struct Subscriptions {
  /// Counts the changes, so that publishers know whether their filter is the latest.
  private(set) var version = 0

  private var counts: [[UInt8]: Int] = [:]
  private var cachedFilter: PrefixFilter?

  mutating func add(_ prefix: [UInt8]) {
    counts[prefix, default: 0] += 1
    if counts[prefix] == 1 { change() }
  }

  /// Takes back one subscription.
  ///
  /// - Returns: `false` when there is none.
  mutating func remove(_ prefix: [UInt8]) -> Bool {
    guard let count = counts[prefix] else { return false }
    counts[prefix] = count == 1 ? nil : count - 1
    if count == 1 { change() }
    return true
  }

  /// The filter for publishers, made when the first of them asks.
  var filter: PrefixFilter {
    mutating get {
      if let cachedFilter { return cachedFilter }
      let filter = PrefixFilter(counts.keys)
      cachedFilter = filter
      return filter
    }
  }

  private mutating func change() {
    version += 1
    cachedFilter = nil
  }
}
