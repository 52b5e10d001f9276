import POSIXSupport
import TestSupport
import Testing

@testable import Messaging

/// Many threads, many messages, and never two who have one buffer.
///
/// The environment variable `POOL_STRESS` sets the number of messages.
@Suite struct PoolStressTests {
  private static let count = numberFromEnvironment("POOL_STRESS") ?? manyMessages * 4
  private static let threads = 4
  private static let size = Stamp.size
  private static let limit = 64

  /// Each thread rents from a pool of its own, and drops mostly what others rented.
  @Test func noBufferHasTwoOwners() throws {
    let exchange = Exchange<ScriptedTransport>(places: 64)
    let handles = try (0..<Self.threads).map { thread in
      Handle(
        try JoinableThread {
          var pool = try Pool(ScriptedTransport(), options: .with { $0.maximumCount = Self.limit })
          try pool.prewarm(Self.limit, size: Self.size)
          let defects = try Self.rent(in: thread, exchanging: exchange) { size in
            try pool.rent(unsafeUninitializedSize: size) { _ in }
          }
          return (defects, Box(Optional.some(pool)))
        })
    }
    let results = try handles.map { try $0.join() }
    var defects = results.reduce(0) { $0 + $1.0 }
    exchange.empty { if $0.message.lease != nil, !Stamp.release($0.message) { defects += 1 } }
    #expect(defects == 0)
    for (_, box) in results {
      var pool = box.value.take()!
      let statistics = pool.checkedStatistics()
      #expect(statistics.rents == Self.count / Self.threads)
      // None was allocated, since those have no stamp.
      #expect(statistics.outstanding == 0 && statistics.misses == 0 && statistics.allocated == Self.limit)
    }
  }

  /// All rent from one pool.
  @Test func noBufferOfASharedPoolHasTwoOwners() throws {
    let options = PoolOptions.with { $0.maximumCount = Self.limit }
    let pool = try SharedPool(ScriptedTransport(), options: options)
    try pool.prewarm(Self.limit, size: Self.size)
    let exchange = Exchange<ScriptedTransport>(places: 48)
    let handles = try (0..<Self.threads).map { thread in
      Handle(
        try JoinableThread {
          try Self.rent(in: thread, exchanging: exchange) { size in
            try pool.rent(unsafeUninitializedSize: size) { _ in }
          }
        })
    }
    var defects = try handles.reduce(0) { try $0 + $1.join() }
    exchange.empty { if $0.message.lease != nil, !Stamp.release($0.message) { defects += 1 } }
    #expect(defects == 0)
    let statistics = pool.statistics
    #expect(statistics.contradiction(within: options) == nil)
    #expect(statistics.outstanding == 0 && statistics.misses == 0 && statistics.allocated == Self.limit)
  }

  /// Rents in turn with the others.
  ///
  /// - Returns: How many buffers had two owners.
  private static func rent(
    in thread: Int, exchanging exchange: Exchange<ScriptedTransport>,
    from rent: (Int) throws -> Message<ScriptedTransport>
  ) throws -> Int {
    var generator = SeededGenerator(seed: UInt64(thread + 1))
    var defects = 0
    for number in 1...count / threads {
      let owner = UInt64(thread) << 56 | UInt64(number)
      let message = try rent(size)
      let choice = generator.next() >> 60
      guard message.lease != nil else {
        Processors.yield()
        continue
      }
      if !Stamp.claim(message, for: owner) { defects += 1 }
      if choice < 4 {
        if !Stamp.release(message, by: owner) { defects += 1 }
      } else {
        let other = exchange.swap(Kept(message), using: &generator)
        if let other, !Stamp.release(other.message) { defects += 1 }
      }
      if generator.next() >> 56 == 0 { Processors.yield() }
    }
    return defects
  }
}
