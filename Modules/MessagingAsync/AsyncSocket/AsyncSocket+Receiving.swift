public import Messaging

extension AsyncSocket {
  /// Receives a message, suspending the task until there is one.
  ///
  /// **Ownership:** the message is the caller's. Its bytes are where the library received them. When the call throws, no message
  /// was taken.
  ///
  /// - Parameter deadline: When to give up waiting.
  /// - Throws: ``/Messaging/MessagingError`` as ``transfer(_:deadline:attempt:)``, and as
  ///   ``/Messaging/Socket/receive(deadline:)`` for a pattern that does not receive, out of turn, and for what is too large.
  @inlinable
  public mutating func receive(deadline: Deadline = .never) async throws(MessagingError) -> Message<T> {
    var message = Message<T>()
    try await receive(reusing: &message, deadline: deadline)
    return message
  }

  /// Receives a message into an existing one, suspending the task until there is one. Allocates nothing on this side unless it
  /// suspends.
  ///
  /// **Ownership:** `message` stays the caller's. Its earlier bytes are gone, except in a task that was cancelled before.
  ///
  /// - Parameters:
  ///   - message: The message whose storage is reused, where the library can.
  ///   - deadline: When to give up waiting.
  /// - Throws: As ``receive(deadline:)``.
  @inlinable
  public mutating func receive(
    reusing message: inout Message<T>, deadline: Deadline = .never
  ) async throws(MessagingError) {
    try await transfer(.receiving, deadline: deadline) { (socket) throws(MessagingError) in
      try socket.tryReceive(reusing: &message)
    }
  }

  /// Receives messages until the transport is shut down.
  ///
  ///     try await pull.forEachMessage { message in
  ///       await store(message.withBytes { ... })
  ///     }
  ///
  /// The next message is received when `body` is done with the last one: a sender that is faster waits, or drops, as its
  /// pattern does. What is there is received without suspending.
  ///
  /// **Ownership:** each message is `body`'s.
  ///
  /// - Parameter body: Receives the messages, one after the other.
  /// - Throws: What `body` throws, and ``/Messaging/MessagingError`` as ``receive(deadline:)``, with
  ///   `cancelled` when the task is cancelled. Messages that were not received stay in the socket.
  @inlinable
  public mutating func forEachMessage(
    _ body: (consuming Message<T>) async throws -> Void
  ) async throws {
    while true {
      let message: Message<T>
      do throws(MessagingError) {
        message = try await receive()
      } catch {
        if error.code == .closed { return }
        throw error
      }
      try await body(message)
    }
  }
}
