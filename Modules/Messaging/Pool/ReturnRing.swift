internal import CMessaging
internal import Synchronization

/// What threads other than the owner give back: a bounded queue of nodes for many producers and one consumer.
///
/// A producer takes a position by one fetch-and-add, which cannot fail, and writes the node there. The consumer reads
/// positions in order, as far as they are written. Of the positions' cache lines each carries eight nodes, and the
/// consumer never touches the counter, so giving back costs no line's way from one processor to another for
/// itself. (A list linked through the nodes costs one for each node.)
///
/// There are never more nodes than positions, so a producer finds its position empty: if it were not, one node would be
/// in the ring twice. That the consumer emptied it is visible to the producer, because the consumer handed some
/// node out after that, and whoever gave that node back counted before the producer did.
@usableFromInline
struct ReturnRing: ~Copyable {
  private var slots: UnsafeMutablePointer<Atomic<UnsafeMutableRawPointer?>>?
  private var mask = 0

  /// How many nodes the consumer took.
  private(set) var head = 0

  private static let slotSize = MemoryLayout<Atomic<UnsafeMutableRawPointer?>>.stride

  init() {}

  /// Makes room for `capacity` nodes, once.
  ///
  /// - Returns: `false` when there is no memory.
  mutating func reserve(_ capacity: Int) -> Bool {
    guard slots == nil else { return true }
    let count = 1 << (Int.bitWidth - (capacity - 1).leadingZeroBitCount)
    // All zero stands for empty positions.
    guard let memory = messaging_allocate_zeroed(count, Self.slotSize) else { return false }
    slots = memory.bindMemory(to: Atomic<UnsafeMutableRawPointer?>.self, capacity: count)
    mask = count - 1
    return true
  }

  func destroy() { messaging_free(slots) }

  /// Writes a node to the position that the caller got from the counter.
  func put(_ node: UnsafeMutableRawPointer, at position: Int) {
    slots![position & mask].store(node, ordering: .releasing)
  }

  /// The next node, if it is there.
  mutating func take() -> UnsafeMutableRawPointer? {
    guard let slots, let node = slots[head & mask].load(ordering: .acquiring) else { return nil }
    slots[head & mask].store(nil, ordering: .relaxed)
    head &+= 1
    return node
  }

  /// The next node, whose producer has its position but may not have written it yet.
  mutating func takeExpected() -> UnsafeMutableRawPointer {
    while true {
      if let node = take() { return node }
      messaging_yield()
    }
  }
}
