internal import Synchronization

extension Pool {
  /// What the pool did so far, and what it has.
  ///
  /// - Complexity: O(n) in the number of free buffers.
  public var statistics: PoolStatistics {
    mutating get {
      settle()
      // Headers whose bytes were detached are no buffers any more.
      for index in 0..<SizeClass.count { discardBuffers(below: 1, of: core.pointee.list(index)) }
      var statistics = statistic
      for index in 0..<SizeClass.count {
        let list = core.pointee.list(index)
        // In this order: what comes back meanwhile is counted as out.
        statistics.free += list.free
        statistics.returning += list.returning
      }
      statistics.outstanding = statistics.allocated - statistics.free - statistics.returning
      statistics.rents = rents
      statistics.hits = rents - statistics.misses - statistics.rejected
      return statistics
    }
  }

  /// Takes free buffers that have fewer bytes out of a list. Only memory that was taken over can have fewer
  /// than the list's class.
  mutating func discardBuffers(below size: Int, of list: OwnerFreeList) {
    guard T.givesMemory else { return }
    var kept: [UnsafeMutableRawPointer] = []
    while let node = list.pop() {
      let buffer = PooledBuffer(opaque: node)
      if buffer.capacity < size { discard(buffer, of: list) } else { kept.append(node) }
    }
    for node in kept.reversed() { list.put(node) }
  }

  /// The buffers that are out, and where they were rented if ``PoolOptions/recordsPlaces`` is on.
  ///
  /// - Complexity: O(n) in the number of buffers.
  public var leaks: PoolLeaks {
    mutating get {
      guard options.recordsPlaces else {
        return PoolLeaks(count: statistics.outstanding, places: [:])
      }
      var leaks = PoolLeaks(count: 0, places: [:])
      for (buffer, place) in places {
        guard PooledBuffer(opaque: buffer).isInMessage else { continue }
        leaks.count += 1
        leaks.places[place, default: 0] += 1
      }
      return leaks
    }
  }
}
