/// A message of a transport's library, owned by one place at a time.
///
/// A message is non-copyable: sending consumes it, dropping it releases it, and using it after either does
/// not compile. Its bytes are where the library keeps them, so a received message is not copied.
///
///     var message = try Message<ZeroMQ>(size: 1_024)
///     message.withMutableBytes { bytes in ... }
///     try push.send(message)
///
/// A message may move between threads; it is not shared.
@frozen
public struct Message<T: Transport>: ~Copyable {
  @usableFromInline
  var anchored: DeinitAnchored<T.MessageStorage>

  /// The buffer that the bytes are in instead, if the message was rented from a pool.
  @usableFromInline
  var lease: PooledBuffer?

  /// The number of bytes, or ``relinquished`` when the storage owns nothing any more, so that dropping
  /// a sent message costs no call into the library.
  @usableFromInline
  var size: Int

  /// The library's message; a value without meaning while there is a ``lease``.
  @inlinable
  var storage: T.MessageStorage {
    @inline(__always)
    _read { yield anchored.value }
    @inline(__always)
    _modify { yield &anchored.value }
  }

  @inlinable
  static var relinquished: Int { -1 }

  @inlinable
  init(storage: T.MessageStorage, size: Int) {
    anchored = DeinitAnchored(storage)
    self.size = size
    self.lease = nil
  }

  /// A message whose bytes are the first `size` ones of a pool's buffer.
  @inlinable
  init(lease: PooledBuffer, size: Int) {
    anchored = DeinitAnchored(T.makePlaceholder())
    self.lease = lease
    self.size = size
  }

  @inlinable
  deinit {
    if size != Self.relinquished {
      if let lease {
        lease.giveBack()
        return
      }
      // A deinit cannot modify its own storage in place; the message may move, and is not used again.
      var last = storage
      T.release(&last)
    }
  }

  /// The number of bytes.
  @inlinable
  public var count: Int { size }

  /// Whether the message has no bytes.
  @inlinable
  public var isEmpty: Bool { size == 0 }
}

// Every operation that touches the storage needs the one owner: libraries allow a message to be handed
// from thread to thread, with a barrier, which moving a value between isolation domains implies.
extension Message: @unchecked Sendable {}
