internal import CMessaging
internal import Synchronization

/// What threads other than the owner give back: a bounded queue of nodes for many producers and one consumer.
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

  /// How many nodes the consumer took.
  private(set) var head = 0

  init() {}

  /// Makes room for `capacity` nodes, once.
  ///
  /// - Returns: `false` when there is no memory.
  mutating func reserve(_ capacity: Int) -> Bool {
    guard slots == nil else { return true }
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

  /// How many nodes the consumer would find now.
  var ready: Int {
    guard let slots else { return 0 }
    var position = head
    while position - head <= mask, slots[position & mask].load(ordering: .acquiring) & 1 == mark(at: position)
    {
      position += 1
    }
    return position - head
  }

  /// The next node, if it is there.
  mutating func take() -> UnsafeMutableRawPointer? {
    guard let slots else { return nil }
    let word = slots[head & mask].load(ordering: .acquiring)
    guard word & 1 == mark(at: head) else { return nil }
    head &+= 1
    return UnsafeMutableRawPointer(bitPattern: word & ~1)
  }

  /// The next node, whose producer has its position but may not have written it yet.
  mutating func takeExpected() -> UnsafeMutableRawPointer {
    while true {
      if let node = take() { return node }
      messaging_yield()
    }
  }
}
