internal import Messaging
internal import Synchronization

/// A message's bytes on the heap, behind a header that counts their owners.
///
/// Copying a `Block` copies a pointer and no ownership. Each owner calls ``release()`` once; a block that
/// has more than one owner is not written.
@usableFromInline
struct Block {
  @usableFromInline
  let start: UnsafeMutableRawPointer

  private struct Header: ~Copyable {
    let owners = Atomic<Int>(1)
    let capacity: Int
    var count: Int
    /// The pool's buffer that the block lies in, if it does.
    let lender: PooledBuffer?
    #if DEBUG
      /// For the census: `count` changes when the block serves another message.
      let originalCount: Int
    #endif

    init(capacity: Int, count: Int, lender: PooledBuffer? = nil) {
      self.capacity = capacity
      self.count = count
      self.lender = lender
      #if DEBUG
        originalCount = count
        BlockCensus.record(+1, size: count)
      #endif
    }

    #if DEBUG
      deinit { BlockCensus.record(-1, size: originalCount) }
    #endif
  }

  /// The room for the header, which keeps the bytes as aligned as the allocator aligns the block.
  @usableFromInline
  static var headerSize: Int { 64 }

  /// A block with one owner, whose bytes are not initialized; `nil` when there is no memory.
  ///
  /// The least capacity is that of a ring's slot, so that a message into which one small message was
  /// received serves for all others.
  init?(count: Int) {
    let capacity = BlockCache.capacity(for: max(count, Ring.inlineCapacity))
    let (byteCount, isTooLarge) = capacity.addingReportingOverflow(Self.headerSize)
    guard !isTooLarge, let start = BlockCache.allocate(byteCount: byteCount, capacity: capacity)
    else { return nil }
    self.start = start
    header.initialize(to: Header(capacity: capacity, count: count))
  }

  /// A block with a copy of these bytes; `nil` when there is no memory.
  init?(copying bytes: UnsafeRawBufferPointer) {
    self.init(count: bytes.count)
    self.bytes.copyMemory(from: bytes.baseAddress!, byteCount: bytes.count)
  }

  /// A block in a pool's buffer, which goes over to it.
  init(lending buffer: PooledBuffer, count: Int) {
    start = buffer.bytes - Self.headerSize
    header.initialize(to: Header(capacity: buffer.capacity, count: count, lender: buffer))
  }

  private var header: UnsafeMutablePointer<Header> { start.assumingMemoryBound(to: Header.self) }

  /// Where the bytes are.
  @inlinable
  var bytes: UnsafeMutableRawPointer { start + Self.headerSize }

  /// The bytes of the message.
  var buffer: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: bytes, count: count) }

  /// How many bytes the message has.
  var count: Int {
    get { header.pointee.count }
    nonmutating set { header.pointee.count = newValue }
  }

  /// How many bytes there is room for.
  var capacity: Int { header.pointee.capacity }

  /// Whether the caller is the only owner.
  var isUnique: Bool { header.pointee.owners.load(ordering: .acquiring) == 1 }

  /// Makes for one more owner.
  func retain() {
    header.pointee.owners.add(1, ordering: .relaxed)
  }

  /// Ends one ownership; the last one frees the memory.
  @usableFromInline
  func release() {
    // A sole owner needs no atomic write: nobody else can add an owner.
    guard
      isUnique
        || header.pointee.owners.subtract(1, ordering: .acquiringAndReleasing).newValue == 0
    else { return }
    let (capacity, lender) = (capacity, header.pointee.lender)
    header.deinitialize(count: 1)
    if let lender {
      lender.giveBack()
    } else {
      BlockCache.deallocate(start, capacity: capacity)
    }
  }
}
