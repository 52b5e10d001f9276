#if NIO
  public import Messaging
  public import NIOCore

  extension Message {
    /// A message with a copy of a buffer's readable bytes.
    ///
    /// **Ownership:** the buffer stays the caller's, and its reader index where it was.
    ///
    /// - Throws: As ``/Messaging/Message/init(size:)``.
    /// - Complexity: O(n) in the number of readable bytes.
    @inlinable
    public init(copying buffer: ByteBuffer) throws(MessagingError) {
      try self.init(copying: buffer.readableBytesSpan)
    }
  }

  extension ByteBuffer {
    /// A buffer with a copy of a message's bytes.
    ///
    /// - Complexity: O(n) in the number of bytes.
    @inlinable
    public init<T: Transport>(_ message: borrowing Message<T>) {
      self.init()
      writeMessage(message)
    }

    /// Writes a copy of a message's bytes, and moves the writer index behind them.
    ///
    /// **Ownership:** the message stays the caller's.
    ///
    /// - Returns: The number of bytes.
    /// - Complexity: O(n) in the number of bytes; where the buffer has to grow, or shares its memory, in that of all its bytes.
    @inlinable
    @discardableResult
    public mutating func writeMessage<T: Transport>(_ message: borrowing Message<T>) -> Int {
      message.withUnsafeBytes { bytes in writeBytes(bytes) }
    }
  }
#endif
