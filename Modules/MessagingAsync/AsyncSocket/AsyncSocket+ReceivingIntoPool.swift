public import Messaging

extension AsyncSocket {
  /// Receives a message into a pool, suspending the task until there is one.
  /// As ``/Messaging/Socket/receive(into:deadline:fileID:line:)-(Pool<T>,_,_,_)``, with a wait that blocks no thread.
  ///
  /// **Ownership:** the message is the caller's; its buffer goes back by itself. When the pool has no buffer for it, it is as
  /// it was received. When the call throws, no message was taken.
  ///
  /// - Parameters:
  ///   - pool: The pool. It belongs to whichever thread the task is on, and follows it there.
  ///   - deadline: When to give up waiting.
  ///   - fileID: The place that ``/Messaging/Pool/leaks`` names.
  ///   - line: The place that ``/Messaging/Pool/leaks`` names.
  /// - Throws: As ``receive(deadline:)``.
  /// - Complexity: O(n) in the number of bytes, O(1) where memory is taken over.
  @inlinable
  public mutating func receive(
    into pool: inout Pool<T>, deadline: Deadline = .never, fileID: StaticString = #fileID, line: Int = #line
  ) async throws(MessagingError) -> Message<T> {
    var message: Message<T>?
    try await transfer(.receiving, deadline: deadline) { (socket) throws(MessagingError) in
      message = try socket.tryReceive(into: &pool, fileID: fileID, line: line)
      return message != nil
    }
    let received = message.take()
    return received!
  }

  /// Receives a message into a pool that others share, suspending the task until there is one.
  /// As ``receive(into:deadline:fileID:line:)-(Pool<T>,_,_,_)``.
  public mutating func receive(
    into pool: SharedPool<T>, deadline: Deadline = .never, fileID: StaticString = #fileID, line: Int = #line
  ) async throws(MessagingError) -> Message<T> {
    pool.keep(try await receive(deadline: deadline), fileID: fileID, line: line)
  }
}
