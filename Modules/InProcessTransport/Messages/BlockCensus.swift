internal import Messaging

/// Counts the blocks in use, by the size they were made for, in debug builds: what lets tests see that each is
/// given back exactly once. Blocks for small messages are not counted.
enum BlockCensus {
  #if DEBUG
    private static let lock = Lock()
    nonisolated(unsafe) private static var blocks: [Int: Int] = [:]

    static func record(_ change: Int, size: Int) {
      guard size > Ring.inlineCapacity else { return }
      lock.withLock {
        let count = blocks[size, default: 0] + change
        precondition(count >= 0, "a block was given back twice")
        blocks[size] = count == 0 ? nil : count
      }
    }

    /// How many blocks made for this size are in use.
    static func count(size: Int) -> Int {
      lock.withLock { blocks[size, default: 0] }
    }
  #endif
}
