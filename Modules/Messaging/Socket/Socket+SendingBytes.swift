extension Socket {
  /// Sends a copy of these bytes, waiting until a queue towards a peer can take it.
  ///
  /// **Ownership:** the bytes stay the caller's, and may be changed as soon as the call returns.
  ///
  /// - Parameters:
  ///   - bytes: What to send.
  ///   - deadline: When to give up waiting.
  /// - Throws: As ``send(_:deadline:)-(Message<T>,_)``; nothing was sent then.
  /// - Complexity: O(n) in the number of bytes.
  @inlinable
  public mutating func send(
    copying bytes: UnsafeRawBufferPointer, deadline: Deadline = .never
  ) throws(MessagingError) {
    _ = try send(copying: bytes, waitingUntil: deadline)
  }

  /// Sends a copy of these bytes if that needs no waiting.
  ///
  /// **Ownership:** the bytes stay the caller's.
  ///
  /// - Returns: Whether they were sent; `false` when the call would have had to wait (`EAGAIN`).
  /// - Throws: As ``send(copying:deadline:)-(UnsafeRawBufferPointer,_)``, except that there is no deadline.
  @inlinable
  public mutating func trySend(
    copying bytes: UnsafeRawBufferPointer
  ) throws(MessagingError) -> Bool {
    try send(copying: bytes, waitingUntil: nil)
  }

  /// Sends a copy of these bytes. As ``send(copying:deadline:)-(UnsafeRawBufferPointer,_)``.
  @inlinable
  public mutating func send(
    copying bytes: RawSpan, deadline: Deadline = .never
  ) throws(MessagingError) {
    _ = try bytes.withUnsafeBytes { (bytes) throws(MessagingError) in
      try send(copying: bytes, waitingUntil: deadline)
    }
  }

  /// Sends a copy of these bytes if that needs no waiting. As
  /// ``trySend(copying:)-(UnsafeRawBufferPointer)``.
  @inlinable
  public mutating func trySend(copying bytes: RawSpan) throws(MessagingError) -> Bool {
    try bytes.withUnsafeBytes { (bytes) throws(MessagingError) in
      try send(copying: bytes, waitingUntil: nil)
    }
  }

  /// Sends a copy of these bytes. As ``send(copying:deadline:)-(UnsafeRawBufferPointer,_)``.
  @inlinable
  public mutating func send(
    _ bytes: [UInt8], deadline: Deadline = .never
  ) throws(MessagingError) {
    try send(copying: bytes.span.bytes, deadline: deadline)
  }

  /// Sends a copy of these bytes if that needs no waiting. As
  /// ``trySend(copying:)-(UnsafeRawBufferPointer)``.
  @inlinable
  public mutating func trySend(_ bytes: [UInt8]) throws(MessagingError) -> Bool {
    try trySend(copying: bytes.span.bytes)
  }

  /// Sends a string's UTF-8 bytes. As ``send(copying:deadline:)-(UnsafeRawBufferPointer,_)``.
  @inlinable
  public mutating func send(
    _ string: String, deadline: Deadline = .never
  ) throws(MessagingError) {
    try send(copying: string.utf8Span.span.bytes, deadline: deadline)
  }

  /// Sends a string's UTF-8 bytes if that needs no waiting. As
  /// ``trySend(copying:)-(UnsafeRawBufferPointer)``.
  @inlinable
  public mutating func trySend(_ string: String) throws(MessagingError) -> Bool {
    try trySend(copying: string.utf8Span.span.bytes)
  }

  @inlinable
  mutating func send(
    copying bytes: UnsafeRawBufferPointer, waitingUntil deadline: Deadline?
  ) throws(MessagingError) -> Bool {
    guard bytes.count <= maximumMessageSize else { throw tooLarge(bytes.count, during: .send) }
    let mayBlock = deadline?.isNever ?? false
    let first = T.send(copying: bytes, on: &handle, mayBlock: mayBlock)
    if first.isSuccess { return true }
    let count = try persist(after: first, .sending, deadline: deadline) { handle in
      T.send(copying: bytes, on: &handle, mayBlock: mayBlock)
    }
    return count != nil
  }
}
