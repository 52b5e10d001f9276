internal import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A bounded queue of messages from one thread to one other, without locks: the memory that the
/// two sides share. The sides are ``Outlet`` and ``Inlet``.
///
///     | consumed | finished | slot | slot | ...        each on cache lines of its own
///
///     slot:  | lap (high half), byte count (low half) | bytes, or a block |
///
/// The producer writes a slot's bytes, then its word with releasing order; the consumer reads the word with
/// acquiring order, then the bytes. A word is for the message at position `p` when it has the lap of
/// `p`, so the word alone says whether the message is there, and one cache line carries both that and a short
/// message. The producer reuses a slot only after `consumed` passed it.
///
/// A message of up to ``inlineCapacity`` bytes is in the slot. Of a larger one there is the ``Block``, and
/// the slot owns it until the consumer takes it.
struct Ring {
  /// Slots, a power of two.
  let capacity: Int
  private let lapShift: Int
  private let allocation: UnsafeMutableRawPointer
  private let start: UnsafeMutableRawPointer

  private static let cacheLine = 128
  private static let slotSize = 128
  private static let wordSize = 8
  private static let headerSize = 2 * cacheLine

  /// The largest message that travels in a slot.
  static let inlineCapacity = slotSize - wordSize

  /// A ring for at least `limit` messages; `nil` when there is no memory.
  init?(limit: Int) {
    lapShift = Int.bitWidth - (limit - 1).leadingZeroBitCount
    capacity = 1 << lapShift
    // Zeroed memory stands for slots of no lap. Large amounts come from the system as zeroed pages, which cost
    // nothing until they are used.
    guard let allocation = calloc(Self.headerSize + capacity * Self.slotSize + Self.cacheLine, 1)
    else { return nil }
    self.allocation = allocation
    start = allocation.alignedUp(toMultipleOf: Self.cacheLine)
    start.bindMemory(to: Atomic<Int>.self, capacity: 1).initialize(to: Atomic(0))
    (start + Self.cacheLine).bindMemory(to: Atomic<Bool>.self, capacity: 1).initialize(to: Atomic(false))
  }

  /// Frees the ring and the messages in it. Neither side uses it any more.
  func destroy() {
    var position = consumed.pointee.load(ordering: .acquiring)
    while let message = message(at: position) {
      message.block?.release()
      position += 1
    }
    free(allocation)
  }

  /// How many messages the consumer has taken. Written by the consumer.
  @inline(__always)
  var consumed: UnsafeMutablePointer<Atomic<Int>> {
    start.assumingMemoryBound(to: Atomic<Int>.self)
  }

  private var finished: UnsafeMutablePointer<Atomic<Bool>> {
    (start + Self.cacheLine).assumingMemoryBound(to: Atomic<Bool>.self)
  }

  /// Whether the producer sends nothing more. What it sent before is visible to who reads `true`.
  var isFinished: Bool { finished.pointee.load(ordering: .acquiring) }

  /// Says that the producer sends nothing more.
  func finish() {
    finished.pointee.store(true, ordering: .releasing)
  }

  /// The slot's memory for position `position`.
  @inline(__always)
  private func slot(at position: Int) -> UnsafeMutableRawPointer {
    start + (Self.headerSize &+ (position & (capacity &- 1)) &* Self.slotSize)
  }

  @inline(__always)
  private func lap(of position: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: position >> lapShift) &+ 1
  }

  /// Where the producer writes the message for `position`.
  @inline(__always)
  func payload(at position: Int) -> UnsafeMutableRawPointer { slot(at: position) + Self.wordSize }

  /// Makes the message at `position` visible to the consumer.
  @inline(__always)
  func publish(count: Int, at position: Int) {
    let word = UInt64(lap(of: position)) << 32 | UInt64(UInt32(truncatingIfNeeded: count))
    slot(at: position).assumingMemoryBound(to: Atomic<UInt64>.self).pointee
      .store(word, ordering: .releasing)
  }

  /// The message at `position`, if it is there.
  @inline(__always)
  func message(at position: Int) -> Message? {
    let slot = slot(at: position)
    let word = slot.assumingMemoryBound(to: Atomic<UInt64>.self).pointee.load(ordering: .acquiring)
    guard UInt32(truncatingIfNeeded: word >> 32) == lap(of: position) else { return nil }
    return Message(
      count: Int(UInt32(truncatingIfNeeded: word)), payload: UnsafeRawPointer(slot + Self.wordSize))
  }

  /// A message in its slot, until the consumer gives the slot back.
  struct Message {
    let count: Int
    fileprivate let payload: UnsafeRawPointer

    /// The block of a large message.
    var block: Block? {
      count > inlineCapacity ? payload.load(as: Block.self) : nil
    }

    /// The bytes, wherever they are.
    var bytes: UnsafeRawPointer {
      count > inlineCapacity ? UnsafeRawPointer(payload.load(as: Block.self).bytes) : payload
    }
  }
}
