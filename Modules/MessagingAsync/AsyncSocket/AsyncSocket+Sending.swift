public import Messaging

extension AsyncSocket {
  /// Sends a message, suspending the task until a queue towards a peer can take it.
  ///
  /// **Ownership:** the message is consumed. On success the library owns it. When the call throws, the async socket holds it, as it
  /// was: ``reclaim()`` returns it.
  ///
  /// - Parameters:
  ///   - message: The message.
  ///   - deadline: When to give up waiting.
  /// - Throws: ``/Messaging/MessagingError`` as ``transfer(_:deadline:attempt:)``, and as
  ///   ``/Messaging/Socket/send(_:deadline:)-(Message<T>,_)`` for a pattern that does not send, out of turn, and for what is too large.
  @inlinable
  public mutating func send(
    _ message: consuming Message<T>, deadline: Deadline = .never
  ) async throws(MessagingError) {
    do {
      try await transfer(.sending, deadline: deadline) { (socket) throws(MessagingError) in
        try socket.trySend(&message)
      }
    } catch {
      unsent = consume message
      throw error
    }
  }

  /// The message of the last ``send(_:deadline:)-(Message<T>,_)`` that threw, as it was; `nil` when it was reclaimed before.
  ///
  /// A message that is not reclaimed is dropped when another send fails or the socket is closed or taken.
  public mutating func reclaim() -> Message<T>? {
    let message = unsent.take()
    return message
  }

  /// Sends a copy of these bytes, suspending the task until a queue towards a peer can take it.
  ///
  /// **Ownership:** the bytes stay the caller's.
  ///
  /// - Parameters:
  ///   - bytes: What to send.
  ///   - deadline: When to give up waiting.
  /// - Throws: As ``send(_:deadline:)-(Message<T>,_)``; nothing was sent then.
  /// - Complexity: O(n) in the number of bytes.
  @inlinable
  public mutating func send(
    _ bytes: [UInt8], deadline: Deadline = .never
  ) async throws(MessagingError) {
    try await transfer(.sending, deadline: deadline) { (socket) throws(MessagingError) in
      try socket.trySend(bytes)
    }
  }

  /// Sends a string's UTF-8 bytes. As ``send(_:deadline:)-([UInt8],_)``.
  @inlinable
  public mutating func send(
    _ string: String, deadline: Deadline = .never
  ) async throws(MessagingError) {
    try await transfer(.sending, deadline: deadline) { (socket) throws(MessagingError) in
      try socket.trySend(string)
    }
  }
}
