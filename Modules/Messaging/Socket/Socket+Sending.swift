extension Socket {
  /// Sends a message, waiting until a queue towards a peer can take it.
  ///
  /// **Ownership:** the message is consumed. On success the library owns it. When the call throws, the socket
  /// holds it, as it was: ``reclaim()`` returns it.
  ///
  /// - Parameters:
  ///   - message: The message.
  ///   - deadline: When to give up waiting.
  /// - Throws: ``MessagingError`` with ``MessagingError/Code/messageTooLarge`` above ``maximumMessageSize``,
  ///   ``MessagingError/Code/timedOut`` at the deadline, ``MessagingError/Code/unsupported`` when the pattern does not
  ///   send (`ENOTSUP`), ``MessagingError/Code/invalidState`` when it is not its turn (`EFSM`), and
  ///   ``MessagingError/Code/closed`` after the transport was shut down (`ETERM`).
  /// - Complexity: O(1): the bytes are handed over, except where the library copies.
  @inlinable
  @inline(__always)
  public mutating func send(
    _ message: consuming Message<T>, deadline: Deadline = .never
  ) throws(MessagingError) {
    guard message.size <= maximumMessageSize else {
      let error = tooLarge(message.size, during: .send)
      unsent = consume message
      throw error
    }
    let result = message.transmit(on: &handle, mayBlock: deadline.isNever)
    if result.isSuccess {
      message.size = Message<T>.relinquished
    } else {
      try send(message, after: result, deadline: deadline)
    }
  }

  @inlinable
  @inline(never)
  mutating func send(
    _ message: consuming Message<T>, after first: TransferResult, deadline: Deadline
  ) throws(MessagingError) {
    do {
      _ = try persist(after: first, .sending, deadline: deadline) { handle in
        message.transmit(on: &handle, mayBlock: deadline.isNever)
      }
      message.size = Message<T>.relinquished
    } catch {
      unsent = consume message
      throw error
    }
  }

  /// The message of the last ``send(_:deadline:)-(Message<T>,_)`` that threw, as it was; `nil` when it was reclaimed before.
  ///
  /// A message that is not reclaimed is dropped when another send fails or the socket closes.
  public mutating func reclaim() -> Message<T>? {
    let message = unsent.take()
    return message
  }

  /// Sends a message if that needs no waiting.
  ///
  /// **Ownership:** on `true` the library owns the bytes and `message` is empty. On `false`, and when the
  /// call throws, `message` is as it was.
  ///
  /// - Returns: Whether the message was sent; `false` when the call would have had to wait (`EAGAIN`).
  /// - Throws: As ``send(_:deadline:)-(Message<T>,_)``, except that there is no deadline.
  @inlinable
  public mutating func trySend(_ message: inout Message<T>) throws(MessagingError) -> Bool {
    guard message.size <= maximumMessageSize else { throw tooLarge(message.size, during: .send) }
    let isLeased = message.lease != nil
    let first = message.transmit(on: &handle, mayBlock: false)
    if !first.isSuccess {
      let count = try persist(after: first, .sending, deadline: nil) { handle in
        message.transmit(on: &handle, mayBlock: false)
      }
      guard count != nil else { return false }
    }
    if isLeased { message.storage = T.makeEmptyMessage() }
    message.size = 0
    return true
  }
}

extension Message {
  /// Tries to send the message.
  ///
  /// - Returns: As `Transport.send(_:on:mayBlock:)`. After a success nothing is left of the message; its storage is empty
  ///   or, if it had a lease, without meaning.
  @inlinable
  @inline(__always)
  mutating func transmit(on socket: inout T.SocketHandle, mayBlock: Bool) -> TransferResult {
    // A buffer that was handed over stays in the library's message when that cannot be sent.
    guard let lease, size < lease.crossover || !handOver() else {
      return T.send(&storage, on: &socket, mayBlock: mayBlock)
    }
    let bytes = UnsafeRawBufferPointer(start: lease.bytes, count: size)
    let result = T.send(copying: bytes, on: &socket, mayBlock: mayBlock)
    if result.isSuccess {
      self.lease = nil
      lease.giveBack()
    }
    return result
  }

  /// Makes a message of the library's that has the pool's buffer.
  ///
  /// - Returns: `false` when the library cannot take it; then the message is as it was.
  @inlinable
  @inline(never)
  package mutating func handOver() -> Bool {
    guard let lease, let lent = lease.lend(size, to: T.self) else { return false }
    storage = lent
    self.lease = nil
    return true
  }
}
