import TestSupport
import Testing

@testable import Messaging

/// Buffers allocated ahead of time, and freed before the end.
@Suite struct PoolCapacityTests {
  @Test(arguments: [(-1, 64), (.min, 64), (1, 0), (1, -1), (1, 16 << 20 + 1), (0, .max), (0, .min)])
  func impossibleAmountsAreErrors(_ count: Int, _ size: Int) throws {
    var pool = try Pool(ScriptedTransport())
    let error = failure { () throws(MessagingError) in try pool.prewarm(count, size: size) }
    #expect(error?.code == .invalidArgument)
    #expect(error?.operation == .prewarmPool)
    #expect(error?.endpoint == "scripted")
    #expect(pool.checkedStatistics() == PoolStatistics())
  }

  @Test func buffersThatAreThereServeTheNextRents() throws {
    var pool = try Pool(ScriptedTransport())
    #expect(try pool.prewarm(0, size: 100) == 0)
    #expect(try pool.prewarm(3, size: 100) == 3)
    #expect(try pool.prewarm(2, size: 128) == 3)
    var statistics = pool.checkedStatistics()
    #expect(statistics.free == 3 && statistics.allocated == 3 && statistics.highWater == 3)
    #expect(statistics.rents == 0)
    let messages = try (0..<4).map { _ in try pool.rentKept(100) }
    statistics = pool.checkedStatistics()
    #expect(statistics.hits == 3 && statistics.misses == 1)
    #expect(Set(messages.map(\.address)).count == 4)
  }

  @Test func limitsHoldAheadOfTimeToo() throws {
    var pool = try Pool(
      ScriptedTransport(),
      options: .with {
        $0.maximumBytes = 1_000
        $0.maximumCount = 10
      })
    #expect(try pool.prewarm(100, size: 128) == 7)
    #expect(pool.checkedStatistics().allocatedBytes == 7 * 128)
    // What is there stays.
    #expect(try pool.prewarm(1, size: 256) == 0)
    #expect(try pool.prewarm(100, size: 1) == 1)
    #expect(pool.checkedStatistics().allocated == 8)
    pool.trim()
    #expect(try pool.prewarm(.max, size: 1) == 10)
  }

  @Test func whatOthersReturnedCounts() throws {
    let worker = try Worker()
    var pool = try Pool(ScriptedTransport())
    let messages = try (0..<3).map { _ in try pool.rentKept(50) }
    try worker.run { for message in messages { message.drop() } }
    #expect(try pool.prewarm(3, size: 50) == 3)
    let statistics = pool.checkedStatistics()
    #expect(statistics.allocated == 3 && statistics.free == 3 && statistics.returning == 0)
  }

  @Test func trimmingFreesWhatNobodyUses() throws {
    let worker = try Worker()
    var pool = try Pool(ScriptedTransport())
    let kept = try pool.rent(copying: ([1, 2, 3] as [UInt8]).span.bytes)
    let returned = try pool.rentKept(1_000)
    try pool.prewarm(2, size: 5_000)
    try worker.run { returned.drop() }
    pool.trim()
    let statistics = pool.checkedStatistics()
    #expect(statistics.allocated == 1 && statistics.outstanding == 1 && statistics.allocatedBytes == 64)
    #expect([UInt8](kept) == [1, 2, 3])
  }

  @Test(arguments: [
    (Int.max, 1_984), (1_984, 1_984), (1_983, 960), (960, 960), (959, 448), (100, 64), (63, 0), (0, 0),
    (-1, 0),
  ])
  func trimmingFreesLargerOnesFirst(_ bytes: Int, _ left: Int) throws {
    var pool = try Pool(ScriptedTransport())
    for size in [64, 128, 256, 512, 1_024] { try pool.prewarm(1, size: size) }
    pool.trim(toBytes: bytes)
    #expect(pool.checkedStatistics().allocatedBytes == left)
  }

  @Test func aTrimmedPoolGoesOn() throws {
    var pool = try Pool(ScriptedTransport())
    for round in 1...3 {
      _ = try pool.rent(77)
      pool.trim()
      let statistics = pool.checkedStatistics()
      #expect(statistics.misses == round && statistics.allocated == 0)
    }
  }
}
