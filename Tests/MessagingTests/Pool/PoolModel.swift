import TestSupport

@testable import Messaging

/// What a pool is to do, as counts by size class.
struct PoolModel {
  private struct Class {
    var free = 0
    var returning = 0
  }

  let options: PoolOptions
  /// Whether the thread that rents returns without a detour.
  let returnsAtHome: Bool
  private var classes = [Class](repeating: Class(), count: SizeClass.count)
  private var counts = PoolStatistics()

  init(options: PoolOptions, returnsAtHome: Bool) {
    self.options = options
    self.returnsAtHome = returnsAtHome
  }

  var statistics: PoolStatistics {
    var statistics = counts
    statistics.hits = counts.rents - counts.misses - counts.rejected
    statistics.free = classes.reduce(0) { $0 + $1.free }
    statistics.returning = classes.reduce(0) { $0 + $1.returning }
    statistics.outstanding = counts.allocated - statistics.free - statistics.returning
    return statistics
  }

  /// Whether the message gets a buffer.
  mutating func rent(_ size: Int) -> Bool {
    guard size > 0 else { return false }
    counts.rents += 1
    if size <= SizeClass.largestCapacity {
      let index = SizeClass.index(for: size)
      if pop(index) { return true }
      makeRoom(for: index)
      if allocate(index) {
        counts.misses += 1
        return true
      }
    }
    counts.rejected += 1
    return false
  }

  /// Takes a buffer back.
  mutating func returnBuffer(of size: Int, here: Bool) {
    let index = SizeClass.index(for: size)
    if here && returnsAtHome { classes[index].free += 1 } else { classes[index].returning += 1 }
  }

  /// How many are free then.
  mutating func prewarm(_ count: Int, size: Int) -> Int {
    let index = SizeClass.index(for: size)
    classes[index].free += classes[index].returning
    classes[index].returning = 0
    while classes[index].free < count, allocate(index) { classes[index].free += 1 }
    return classes[index].free
  }

  mutating func trim(toBytes bytes: Int) {
    for index in classes.indices.reversed() {
      while counts.allocatedBytes > bytes, pop(index) { discard(index) }
    }
  }

  private mutating func makeRoom(for wanted: Int) {
    guard SizeClass.capacity(of: wanted) <= options.maximumBytes else { return }
    for index in classes.indices.reversed() {
      while !hasRoom(for: wanted), pop(index) { discard(index) }
    }
  }

  private func hasRoom(for index: Int) -> Bool {
    counts.allocated < options.maximumCount
      && counts.allocatedBytes + SizeClass.capacity(of: index) <= options.maximumBytes
  }

  private mutating func allocate(_ index: Int) -> Bool {
    guard hasRoom(for: index) else { return false }
    counts.allocated += 1
    counts.allocatedBytes += SizeClass.capacity(of: index)
    counts.highWater = max(counts.highWater, counts.allocated)
    return true
  }

  private mutating func discard(_ index: Int) {
    counts.allocated -= 1
    counts.allocatedBytes -= SizeClass.capacity(of: index)
  }

  private mutating func pop(_ index: Int) -> Bool {
    if classes[index].free > 0 {
      classes[index].free -= 1
    } else if classes[index].returning > 0 {
      classes[index].returning -= 1
    } else {
      return false
    }
    return true
  }
}
