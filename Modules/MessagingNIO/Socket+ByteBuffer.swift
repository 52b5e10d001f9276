#if NIO
  public import Messaging
  public import NIOCore

  extension Socket {
    /// Sends a copy of a buffer's readable bytes, waiting until a queue towards a peer can take it.
    ///
    /// **Ownership:** the buffer stays the caller's, and its reader index where it was.
    ///
    /// - Parameters:
    ///   - buffer: What to send.
    ///   - deadline: When to give up waiting.
    /// - Throws: As ``/Messaging/Socket/send(_:deadline:)-(Message<T>,_)``; nothing was sent then.
    /// - Complexity: O(n) in the number of readable bytes, which are copied once, into the library's message.
    @inlinable
    public mutating func send(
      copying buffer: ByteBuffer, deadline: Deadline = .never
    ) throws(MessagingError) {
      try send(copying: buffer.readableBytesSpan, deadline: deadline)
    }

    /// Sends a copy of a buffer's readable bytes if that needs no waiting. As ``send(copying:deadline:)``.
    ///
    /// - Returns: Whether they were sent; `false` when the call would have had to wait (`EAGAIN`).
    @inlinable
    public mutating func trySend(copying buffer: ByteBuffer) throws(MessagingError) -> Bool {
      try trySend(copying: buffer.readableBytesSpan)
    }

    /// Receives a message, waiting for one, and writes its bytes to a buffer.
    ///
    /// **Ownership:** the buffer stays the caller's. When the call throws, it is as it was.
    ///
    /// - Parameters:
    ///   - buffer: Where the bytes go, behind what it has. It grows as far as the message needs.
    ///   - deadline: When to give up waiting.
    /// - Returns: The number of bytes written, which is the message's size.
    /// - Throws: As ``/Messaging/Socket/receive(deadline:)``.
    /// - Complexity: O(n) in the number of bytes, which are copied once, from where the library received them.
    @inlinable
    @discardableResult
    public mutating func receive(
      into buffer: inout ByteBuffer, deadline: Deadline = .never
    ) throws(MessagingError) -> Int {
      var message = Message<T>()
      try receive(reusing: &message, deadline: deadline)
      return buffer.writeMessage(message)
    }

    /// Receives a message if one is there, and writes its bytes to a buffer. As ``receive(into:deadline:)``.
    ///
    /// - Returns: The number of bytes written; `nil` when there is no message (`EAGAIN`).
    @inlinable
    public mutating func tryReceive(into buffer: inout ByteBuffer) throws(MessagingError) -> Int? {
      var message = Message<T>()
      guard try tryReceive(reusing: &message) else { return nil }
      return buffer.writeMessage(message)
    }
  }
#endif
