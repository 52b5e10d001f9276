internal import POSIXSupport

/// Counts the blocks in use, by capacity, in debug builds: what lets tests see that each is freed
/// exactly once. Blocks for small messages are not counted.
enum BlockCensus {
  #if DEBUG
    private static let lock = Lock()
    nonisolated(unsafe) private static var blocks: [Int: Int] = [:]

    static func record(_ change: Int, capacity: Int) {
      guard capacity > Ring.inlineCapacity else { return }
      lock.withLock {
        let count = blocks[capacity, default: 0] + change
        precondition(count >= 0, "a block was freed twice")
        blocks[capacity] = count == 0 ? nil : count
      }
    }

    /// How many blocks of this capacity are in use.
    static func count(capacity: Int) -> Int {
      lock.withLock { blocks[capacity, default: 0] }
    }
  #else
    @inline(__always)
    static func record(_ change: Int, capacity: Int) {}
  #endif
}
