internal import CMessaging
internal import Synchronization

/// What threads other than the owner give back: a bounded queue of nodes for many producers and one consumer.
///
/// The ring itself does not change once it has room: each producer, and the consumer, says which position it means.
///
/// A producer takes a position by one fetch-and-add, which cannot fail, and writes the node there. The consumer reads
/// positions in order, as far as they are written. Of the positions' cache lines each carries eight nodes, and the
/// consumer never touches the counter, so giving back costs no line's way from one processor to another for
/// itself. (A list linked through the nodes costs one for each node.)
///
/// A producer that the system stops between the two holds back what came after it, until it goes on. The consumer finds
/// nothing meanwhile, and allocates within its limits; it never waits.
///
/// An address is written with a mark in its lowest bit that alternates from lap to lap, so the consumer sees whether
/// it is new and need not clear it. The lines' contents travel one way only.
///
/// There are never more nodes than positions, so the consumer has taken what a producer overwrites: if it had not, one node
/// would be in the ring twice. The consumer has done so before the producer writes, because the consumer handed some node out
/// after that, and whoever gave that node back counted before the producer did.
@usableFromInline
struct ReturnRing: ~Copyable {
  private var slots: UnsafeMutablePointer<Atomic<UInt>>?
  private var mask = 0

  init() {}

  /// Whether there is room for nodes.
  var isReserved: Bool { slots != nil }

  /// Makes room for `capacity` nodes, once and before there is a node.
  ///
  /// - Returns: `false` when there is no memory.
  mutating func reserve(_ capacity: Int) -> Bool {
    let count = 1 << (Int.bitWidth - (capacity - 1).leadingZeroBitCount)
    // All zero has the mark of the lap before the first.
    guard let memory = messaging_allocate_zeroed(count, MemoryLayout<Atomic<UInt>>.stride)
    else { return false }
    slots = memory.bindMemory(to: Atomic<UInt>.self, capacity: count)
    mask = count - 1
    return true
  }

  func destroy() { messaging_free(slots) }

  /// Writes a node to the position that the caller got from the counter.
  func put(_ node: UnsafeMutableRawPointer, at position: Int) {
    slots![position & mask].store(UInt(bitPattern: node) | mark(at: position), ordering: .releasing)
  }

  /// 1 in the first lap, 0 in the second, and so on.
  private func mark(at position: Int) -> UInt { position & (mask + 1) == 0 ? 1 : 0 }

  /// How many nodes the consumer, who took `head` of them, would find now.
  func ready(from head: Int) -> Int {
    var position = head
    while position - head <= mask, node(at: position) != nil { position += 1 }
    return position - head
  }

  /// The node at a position that the consumer has come to, if it is there.
  func node(at position: Int) -> UnsafeMutableRawPointer? {
    guard let slots else { return nil }
    let word = slots[position & mask].load(ordering: .acquiring)
    guard word & 1 == mark(at: position) else { return nil }
    return UnsafeMutableRawPointer(bitPattern: word & ~1)
  }

  /// The node at a position that its producer has but may not have written yet.
  func expectedNode(at position: Int) -> UnsafeMutableRawPointer {
    while true {
      if let node = node(at: position) { return node }
      messaging_yield()
    }
  }
}
