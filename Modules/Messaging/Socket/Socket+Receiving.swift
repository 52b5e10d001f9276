extension Socket {
  /// Receives a message, waiting for one.
  ///
  /// **Ownership:** the message is the caller's. Its bytes are where the library received them.
  ///
  /// - Parameter deadline: When to give up waiting.
  /// - Throws: ``MessagingError`` with ``MessagingError/Code/timedOut`` at the deadline,
  ///   ``MessagingError/Code/messageTooLarge`` for a message above ``maximumMessageSize`` that the library let
  ///   through, which is dropped, ``MessagingError/Code/unsupported`` when the pattern does not receive (`ENOTSUP`),
  ///   ``MessagingError/Code/invalidState`` when it is not its turn (`EFSM`), and ``MessagingError/Code/closed``
  ///   after the transport was shut down (`ETERM`).
  /// - Complexity: O(1), except where the library copies.
  @inlinable
  public mutating func receive(
    deadline: Deadline = .never
  ) throws(MessagingError) -> Message<T> {
    var message = Message<T>()
    try receive(reusing: &message, deadline: deadline)
    return message
  }

  /// Receives a message if one is there.
  ///
  /// **Ownership:** the message is the caller's.
  ///
  /// - Returns: The message; `nil` when there is none (`EAGAIN`).
  /// - Throws: As ``receive(deadline:)``, except that there is no deadline.
  @inlinable
  public mutating func tryReceive() throws(MessagingError) -> Message<T>? {
    var message = Message<T>()
    guard try tryReceive(reusing: &message) else { return nil }
    return message
  }

  /// Receives a message into an existing one, waiting for it. Allocates nothing on this side.
  ///
  /// **Ownership:** `message` stays the caller's. Its earlier bytes are gone, whether the call succeeds or throws;
  /// when it throws, `message` is empty.
  ///
  /// - Parameters:
  ///   - message: The message whose storage is reused, where the library can.
  ///   - deadline: When to give up waiting.
  /// - Throws: As ``receive(deadline:)``.
  @inlinable
  public mutating func receive(
    reusing message: inout Message<T>, deadline: Deadline = .never
  ) throws(MessagingError) {
    _ = try receive(reusing: &message, waitingUntil: deadline)
  }

  /// Receives a message into an existing one if one is there.
  ///
  /// **Ownership:** as ``receive(reusing:deadline:)``; on `false`, too, `message` is empty.
  ///
  /// - Returns: Whether a message was received; `false` when there is none (`EAGAIN`).
  /// - Throws: As ``receive(deadline:)``, except that there is no deadline.
  @inlinable
  public mutating func tryReceive(
    reusing message: inout Message<T>
  ) throws(MessagingError) -> Bool {
    try receive(reusing: &message, waitingUntil: nil)
  }

  // Into every caller, so that the message is received where it stays.
  @inlinable
  @inline(__always)
  mutating func receive(
    reusing message: inout Message<T>, waitingUntil deadline: Deadline?
  ) throws(MessagingError) -> Bool {
    let mayBlock = deadline?.isNever ?? false
    if message.lease != nil { message.empty() }
    let result = T.receive(into: &message.storage, on: &handle, mayBlock: mayBlock)
    guard result.isSuccess, result.count <= maximumMessageSize else {
      return try receive(reusing: &message, after: result, deadline: deadline)
    }
    message.size = result.count
    return true
  }

  @inlinable
  @inline(never)
  mutating func receive(
    reusing message: inout Message<T>, after first: TransferResult, deadline: Deadline?
  ) throws(MessagingError) -> Bool {
    let mayBlock = deadline?.isNever ?? false
    do throws(MessagingError) {
      let count = try persist(after: first, .receiving, deadline: deadline) { handle in
        T.receive(into: &message.storage, on: &handle, mayBlock: mayBlock)
      }
      guard let count else {
        message.empty()
        return false
      }
      guard count <= maximumMessageSize else { throw tooLarge(count, during: .receive) }
      message.size = count
      return true
    } catch {
      message.empty()
      throw error
    }
  }
}

extension Message {
  /// Releases the bytes.
  @usableFromInline
  mutating func empty() {
    if let lease {
      self.lease = nil
      lease.giveBack()
    } else {
      T.release(&storage)
    }
    storage = T.makeEmptyMessage()
    size = 0
  }
}
