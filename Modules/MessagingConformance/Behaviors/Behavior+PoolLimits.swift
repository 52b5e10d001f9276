import Messaging

extension Behavior {
  /// How many buffers a pool has, and whose they are.
  public enum PoolLimits: BehaviorArea {
    case countLimitHolds
    case byteLimitHolds
    case limitHoldsWhileMessagesAreOnTheWay
    case emptyPoolRejectsAll
    case otherSizesMakeRoom
    case prewarmedBuffersAreUsed
    case trimmedBuffersAreGone
    case twoPoolsDoNotMix

    func check<T: Transport>(_ fixture: Fixture<T>) throws {
      switch self {
      case .countLimitHolds: try fixture.limitHolds { $0.maximumCount = 3 }
      case .byteLimitHolds: try fixture.limitHolds { $0.maximumBytes = 3 * 1_024 }
      case .limitHoldsWhileMessagesAreOnTheWay: try fixture.limitHoldsWhileMessagesAreOnTheWay()
      case .emptyPoolRejectsAll: try fixture.emptyPoolRejectsAll()
      case .otherSizesMakeRoom: try fixture.otherSizesMakeRoom()
      case .prewarmedBuffersAreUsed: try fixture.prewarmedBuffersAreUsed()
      case .trimmedBuffersAreGone: try fixture.trimmedBuffersAreGone()
      case .twoPoolsDoNotMix: try fixture.twoPoolsDoNotMix()
      }
    }
  }
}

extension Fixture {
  /// Checks that a pool has buffers for three messages of 1,000 bytes.
  fileprivate func limitHolds(_ configure: (inout PoolOptions) -> Void) throws {
    try forEveryPool(configure) { pool in
      var link = try link(.push, .pull)
      for round in 1...3 {
        var held: [Held<T>] = []
        for number in 0..<5 { held.append(Held(try rent(number, size: 1_000, from: &pool))) }
        // Two without a buffer, which are messages like the others.
        try expectOut(3, of: pool.statistics)
        try expectEqual(pool.statistics.rejected, 2 * round, "the messages without buffers")
        for (number, held) in held.enumerated() {
          try check(held.message, is: number, size: 1_000)
          try link.sender.send(held.take(), deadline: soon)
        }
        for number in 0..<5 { try expect(number, size: 1_000, on: &link.receiver) }
        try expectAllBack(pool.statistics)
      }
      try expectEqual(pool.statistics.highWater, 3, "the most buffers at once")
    }
  }

  fileprivate func limitHoldsWhileMessagesAreOnTheWay() throws {
    try forEveryPool({
      $0.maximumCount = 4
      $0.maximumBytes = 100_000
    }) { pool in
      var link = try link(.push, .pull)
      for first in stride(from: 0, to: 300, by: 30) {
        for number in first..<first + 30 {
          try send(number, size: Payload.numberedSize + 100 * (number % 30), from: &pool, on: &link.sender)
          let statistics = pool.statistics
          try expect(
            statistics.allocated <= 4 && statistics.allocatedBytes <= 100_000, "a pool within its limits",
            seen: "\(statistics)")
        }
        for number in first..<first + 30 {
          try expect(number, size: Payload.numberedSize + 100 * (number % 30), on: &link.receiver)
        }
      }
      try expect(pool.statistics.highWater <= 4, "a pool within its limits", seen: "\(pool.statistics)")
    }
  }

  fileprivate func emptyPoolRejectsAll() throws {
    try forEveryPool({ $0.maximumBytes = 0 }) { pool in
      var link = try link(.push, .pull)
      for (number, size) in PooledSize.some.enumerated() {
        try send(number, size: size, from: &pool, on: &link.sender)
        try check(link.receiver.receive(into: &pool, deadline: soon), is: number, size: size)
      }
      let statistics = pool.statistics
      try expectEqual(statistics.rejected, 2 * PooledSize.some.count, "the messages without buffers")
      try expectEqual(statistics.highWater, 0, "the most buffers at once")
    }
  }

  fileprivate func otherSizesMakeRoom() throws {
    try forEveryPool({ $0.maximumCount = 2 }) { pool in
      var link = try link(.push, .pull)
      for (number, size) in (PooledSize.some + PooledSize.some.reversed()).enumerated() {
        // Once as the pool's own memory, once as it was received.
        try send(number, size: size, from: &pool, on: &link.sender)
        try expect(number, size: size, on: &link.receiver)
        try expectAllBack(pool.statistics)
        try send(number, size: size, on: &link.sender)
        try check(link.receiver.receive(into: &pool, deadline: soon), is: number, size: size)
      }
      let statistics = pool.statistics
      try expectEqual(statistics.rejected, 0, "the messages without buffers")
      try expect(statistics.highWater <= 2, "a pool within its limits", seen: "\(statistics)")
    }
  }

  fileprivate func prewarmedBuffersAreUsed() throws {
    var link = try link(.push, .pull)
    try forEveryPool { pool in
      for (number, size) in PooledSize.some.enumerated() {
        // Received memory that was sent on is gone, and does not count.
        try send(number, size: size, on: &link.sender)
        try link.sender.send(try link.receiver.receive(into: &pool, deadline: soon), deadline: soon)
        try expect(number, size: size, on: &link.receiver)
        try expectEqual(try pool.prewarm(3, size: size), 3, "the buffers that are free")
        let misses = pool.statistics.misses
        var held: [Held<T>] = []
        for number in 0..<3 { held.append(Held(try rent(number, size: size, from: &pool))) }
        try expectEqual(pool.statistics.misses, misses, "the messages with new buffers")
        for (number, held) in held.enumerated() {
          try link.sender.send(held.take(), deadline: soon)
          try expect(number, size: size, on: &link.receiver)
        }
      }
    }
  }

  fileprivate func trimmedBuffersAreGone() throws {
    try forEveryPool { pool in
      var link = try link(.push, .pull)
      for round in 0..<2 {
        for (number, size) in PooledSize.some.enumerated() {
          try send(number, size: size, from: &pool, on: &link.sender)
          try check(link.receiver.receive(into: &pool, deadline: soon), is: number, size: size)
        }
        try expectAllBack(pool.statistics)
        let held = try rent(round, from: &pool)
        pool.trim()
        let statistics = pool.statistics
        try expectEqual([statistics.allocated, statistics.outstanding], [1, 1], "the buffers left over")
        try check(held, is: round)
      }
    }
  }

  fileprivate func twoPoolsDoNotMix() throws {
    try forEveryPool { pool in
      var link = try link(.push, .pull)
      var other = try Pool(transport, options: pool.options)
      var (rents, otherRents) = (0, 0)
      for number in 0..<40 {
        let size = PooledSize.some[number % 4]
        if number % 3 == 0 {
          try send(number, size: size, from: &other, on: &link.sender)
          otherRents += 1
        } else {
          try send(number, size: size, from: &pool, on: &link.sender)
          rents += 1
        }
        try expect(number, size: size, on: &link.receiver)
      }
      try expectAllBack(pool.statistics)
      try expectAllBack(other.statistics)
      try expectEqual([pool.statistics.rents, other.statistics.rents], [rents, otherRents], "the rents")
      // From one into the other: each gets its own back.
      try send(1, from: &pool, on: &link.sender)
      let kept = other.keep(try link.receiver.receive(deadline: soon))
      try check(kept, is: 1)
      try expectAllBack(pool.statistics)
      try expectOut(1, of: other.statistics)
      let twice = pool.keep(kept)
      // A rented message stays where it is.
      try check(twice, is: 1)
      try expectOut(0, of: pool.statistics)
      try expectOut(1, of: other.statistics)
    }
  }
}
