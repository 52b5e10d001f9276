extension Socket {
  /// Receives a message into a pool, waiting for one.
  ///
  /// Its bytes are copied to a buffer of the pool, or the library's memory is taken over where it can be sent again
  /// (nanomsg). Use this for messages that are kept, or whose memory is to serve the next sends; a message that is
  /// dropped soon costs less without, by ``receive(deadline:)``.
  ///
  /// **Ownership:** the message is the caller's; its buffer goes back by itself. When the pool has no buffer for it, it is as
  /// it was received.
  ///
  /// - Parameters:
  ///   - pool: The pool.
  ///   - deadline: When to give up waiting.
  ///   - fileID: The place that ``Pool/leaks`` names.
  ///   - line: The place that ``Pool/leaks`` names.
  /// - Throws: As ``receive(deadline:)``.
  /// - Complexity: O(n) in the number of bytes, O(1) where memory is taken over.
  @inlinable
  public mutating func receive(
    into pool: inout Pool<T>, deadline: Deadline = .never, fileID: StaticString = #fileID, line: Int = #line
  ) throws(MessagingError) -> Message<T> {
    try receive(reusing: &pool.arrival, deadline: deadline)
    return pool.keepArrival(fileID: fileID, line: line)
  }

  /// Receives a message into a pool if one is there. As ``receive(into:deadline:fileID:line:)-(Pool<T>,_,_,_)``.
  ///
  /// - Returns: The message; `nil` when there is none (`EAGAIN`).
  @inlinable
  public mutating func tryReceive(
    into pool: inout Pool<T>, fileID: StaticString = #fileID, line: Int = #line
  ) throws(MessagingError) -> Message<T>? {
    guard try tryReceive(reusing: &pool.arrival) else { return nil }
    return pool.keepArrival(fileID: fileID, line: line)
  }

  /// Receives a message into a pool that others share, waiting for one.
  /// As ``receive(into:deadline:fileID:line:)-(Pool<T>,_,_,_)``.
  public mutating func receive(
    into pool: SharedPool<T>, deadline: Deadline = .never, fileID: StaticString = #fileID, line: Int = #line
  ) throws(MessagingError) -> Message<T> {
    pool.keep(try receive(deadline: deadline), fileID: fileID, line: line)
  }

  /// Receives a message into a pool that others share if one is there.
  /// As ``receive(into:deadline:fileID:line:)-(Pool<T>,_,_,_)``.
  ///
  /// - Returns: The message; `nil` when there is none (`EAGAIN`).
  public mutating func tryReceive(
    into pool: SharedPool<T>, fileID: StaticString = #fileID, line: Int = #line
  ) throws(MessagingError) -> Message<T>? {
    guard let message = try tryReceive() else { return nil }
    return pool.keep(message, fileID: fileID, line: line)
  }
}
