internal import POSIXSupport
internal import Synchronization

/// The producer's side of a ring, owned by the sending socket.
struct Outlet {
  let link: Link

  /// What the peer subscribed to, where this socket publishes.
  var filter = PrefixFilter()
  var filterVersion = 0

  private let ring: Ring
  private let peer: Wakeable
  /// How many messages went through here.
  private(set) var position = 0

  // The position that must not be reached; `consumed` is read only when it is.
  private var limit: Int

  init(_ ring: Ring, of link: Link, to peer: Mailbox) {
    self.link = link
    self.ring = ring
    self.peer = Wakeable(peer)
    limit = ring.capacity
  }

  /// Whether there is room for a message.
  @inline(__always)
  var hasRoom: Bool {
    mutating get { position < limit || readLimit() > 0 }
  }

  /// Whether so much of the ring is free that filling it up keeps this side busy for a while.
  var hasAmpleRoom: Bool {
    mutating get { readLimit() >= (ring.capacity + 3) / 4 }
  }

  /// Looks how far the consumer is.
  ///
  /// - Returns: For how many messages there is room.
  private mutating func readLimit() -> Int {
    limit = ring.consumed.pointee.load(ordering: .acquiring) &+ ring.capacity
    return limit &- position
  }

  /// Queues a message of up to ``Ring/inlineCapacity`` bytes. There must be room.
  @inline(__always)
  mutating func put(inline bytes: UnsafeRawBufferPointer) {
    if let start = bytes.baseAddress {
      ring.payload(at: position).copyMemory(from: start, byteCount: bytes.count)
    }
    publish(count: bytes.count)
  }

  /// Queues a larger message; the ring takes over one ownership of the block. There must be room.
  @inline(__always)
  mutating func put(_ block: Block) {
    ring.payload(at: position).storeBytes(of: block, as: Block.self)
    publish(count: block.count)
  }

  @inline(__always)
  private mutating func publish(count: Int) {
    ring.publish(count: count, at: position)
    position &+= 1
    peer.wakeIfParked()
  }

  /// Says that nothing more is sent through here.
  func finish() {
    ring.finish()
  }
}
