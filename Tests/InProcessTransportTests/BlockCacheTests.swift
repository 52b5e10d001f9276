import POSIXSupport
import Testing

@testable import InProcessTransport

@Suite struct BlockCacheTests {
  @Test(arguments: [
    (1, 128), (128, 128), (129, 256), (65_535, 65_536), (65_536, 65_536), (65_537, 131_072),
    (1 << 20, 1 << 20), (1 << 20 + 1, 1 << 20 + 1),
  ])
  func capacityIsTheSizeClass(_ count: Int, _ capacity: Int) {
    #expect(BlockCache.capacity(for: count) == capacity)
  }

  /// A class that no other test uses.
  private static let capacity = 1 << 19

  @Test func aThreadGetsItsOwnChunkBack() throws {
    let addresses = try JoinableThread { () -> [UInt] in
      (0..<2).map { _ in
        let chunk = BlockCache.allocate(byteCount: Self.capacity, capacity: Self.capacity)!
        BlockCache.deallocate(chunk, capacity: Self.capacity)
        return UInt(bitPattern: chunk)
      }
    }.join()
    #expect(addresses[0] == addresses[1])
  }

  // In a process of its own: what all threads share is bounded, and other tests fill it.
  @Test func chunksOfAThreadThatEndedServeOthers() async {
    await #expect(processExitsWith: .success) {
      // More than fit into the batches of one thread.
      let first = try Self.take(16)
      precondition(first.count == 16)
      let second = try Self.take(16)
      precondition(!second.isDisjoint(with: first))
    }
  }

  /// Where so many chunks lie that a thread has at a time, before it ends.
  private static func take(_ count: Int) throws -> Set<UInt> {
    try JoinableThread { () -> Set<UInt> in
      let chunks = (0..<count).map { _ in
        BlockCache.allocate(byteCount: capacity, capacity: capacity)!
      }
      for chunk in chunks { BlockCache.deallocate(chunk, capacity: capacity) }
      return Set(chunks.map { UInt(bitPattern: $0) })
    }.join()
  }
}
