#if NIO
  public import Messaging
  public import MessagingAsync
  public import NIOCore

  extension AsyncSocket {
    /// Sends a copy of a buffer's readable bytes, suspending the task until a queue towards a peer can take it.
    ///
    /// **Ownership:** the buffer stays the caller's, and its reader index where it was.
    ///
    /// - Parameters:
    ///   - buffer: What to send.
    ///   - deadline: When to give up waiting.
    /// - Throws: As ``/MessagingAsync/AsyncSocket/send(_:deadline:)-([UInt8],_)``; nothing was sent then.
    /// - Complexity: O(n) in the number of readable bytes, which are copied once, into the library's message.
    @inlinable
    public mutating func send(
      copying buffer: ByteBuffer, deadline: Deadline = .never
    ) async throws(MessagingError) {
      try await transfer(.sending, deadline: deadline) { (socket) throws(MessagingError) in
        try socket.trySend(copying: buffer)
      }
    }

    /// Receives a message, suspending the task until there is one, and writes its bytes to a buffer.
    ///
    /// **Ownership:** the buffer stays the caller's. When the call throws, it is as it was, and no message was taken.
    ///
    /// - Parameters:
    ///   - buffer: Where the bytes go, behind what it has. It grows as far as the message needs.
    ///   - deadline: When to give up waiting.
    /// - Returns: The number of bytes written, which is the message's size.
    /// - Throws: As ``/MessagingAsync/AsyncSocket/receive(deadline:)``.
    /// - Complexity: O(n) in the number of bytes, which are copied once, from where the library received them.
    @inlinable
    @discardableResult
    public mutating func receive(
      into buffer: inout ByteBuffer, deadline: Deadline = .never
    ) async throws(MessagingError) -> Int {
      var message = Message<T>()
      try await receive(reusing: &message, deadline: deadline)
      return buffer.writeMessage(message)
    }
  }
#endif
