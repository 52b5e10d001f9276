internal import Synchronization

/// The consumer's side of a ring, owned by the receiving socket.
struct Inlet {
  let link: Link

  /// Whether the connection has ended, so that only what is in the ring remains.
  var isEnding = false

  private let ring: Ring
  private let peer: Wakeable
  private var position = 0

  init(_ ring: Ring, of link: Link, from peer: Mailbox) {
    self.link = link
    self.ring = ring
    self.peer = Wakeable(peer)
  }

  /// The next message, which stays in the ring until ``consume()``.
  @inline(__always)
  var next: Ring.Message? { ring.message(at: position) }

  /// Gives the slot of the next message back. A block in it is the caller's now.
  @inline(__always)
  mutating func consume() {
    position &+= 1
    ring.consumed.pointee.store(position, ordering: .releasing)
    peer.wakeIfParked()
  }

  /// Whether the last message was taken and none will follow.
  var isExhausted: Bool {
    // In this order: what was sent before the producer finished is visible after reading that it did.
    isEnding && ring.isFinished && next == nil
  }

  /// Drops what is in the ring.
  mutating func drain() {
    while next != nil { discard() }
  }

  /// Drops the next message, which has to be there.
  mutating func discard() {
    let block = next?.block
    consume()
    block?.release()
  }
}
