extension Socket {
  /// Receives a message into the caller's memory, waiting for it. What does not fit is lost.
  ///
  /// **Ownership:** the memory stays the caller's; when the call throws, its contents are unspecified.
  ///
  /// - Parameters:
  ///   - buffer: Where the bytes go.
  ///   - deadline: When to give up waiting.
  /// - Returns: The number of bytes copied and the message's full size.
  /// - Throws: As ``receive(deadline:)``.
  /// - Complexity: O(n) in the number of bytes copied.
  @inlinable
  public mutating func receive(
    into buffer: UnsafeMutableRawBufferPointer, deadline: Deadline = .never
  ) throws(MessagingError) -> ReceivedSize {
    guard let size = try receive(into: buffer, waitingUntil: deadline) else {
      preconditionFailure("waiting ends with a message or throws")
    }
    return size
  }

  /// Receives a message into the caller's memory if one is there. As
  /// ``receive(into:deadline:)-(UnsafeMutableRawBufferPointer,_)``.
  ///
  /// - Returns: The sizes; `nil` when there is no message (`EAGAIN`).
  @inlinable
  public mutating func tryReceive(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(MessagingError) -> ReceivedSize? {
    try receive(into: buffer, waitingUntil: nil)
  }

  /// Receives a message into the caller's memory, waiting for it. As
  /// ``receive(into:deadline:)-(UnsafeMutableRawBufferPointer,_)``.
  @inlinable
  public mutating func receive(
    into span: inout MutableRawSpan, deadline: Deadline = .never
  ) throws(MessagingError) -> ReceivedSize {
    try span.withUnsafeMutableBytes { (buffer) throws(MessagingError) in
      try receive(into: buffer, deadline: deadline)
    }
  }

  /// Receives a message into the caller's memory if one is there. As
  /// ``tryReceive(into:)-(UnsafeMutableRawBufferPointer)``.
  @inlinable
  public mutating func tryReceive(
    into span: inout MutableRawSpan
  ) throws(MessagingError) -> ReceivedSize? {
    try span.withUnsafeMutableBytes { (buffer) throws(MessagingError) in
      try receive(into: buffer, waitingUntil: nil)
    }
  }

  @inlinable
  mutating func receive(
    into buffer: UnsafeMutableRawBufferPointer, waitingUntil deadline: Deadline?
  ) throws(MessagingError) -> ReceivedSize? {
    let mayBlock = deadline?.isNever ?? false
    let first = T.receive(into: buffer, on: &handle, mayBlock: mayBlock)
    var full = first.count
    if !first.isSuccess {
      let count = try persist(after: first, .receiving, deadline: deadline) { handle in
        T.receive(into: buffer, on: &handle, mayBlock: mayBlock)
      }
      guard let count else { return nil }
      full = count
    }
    guard full <= maximumMessageSize else { throw tooLarge(full, during: .receive) }
    return ReceivedSize(full: full, capacity: buffer.count)
  }
}
