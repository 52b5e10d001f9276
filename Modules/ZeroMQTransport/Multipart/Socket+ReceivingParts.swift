public import Messaging

extension Socket where T == ZeroMQ {
  /// Receives a message with all of its parts, waiting for it.
  ///
  /// **Ownership:** the message is the caller's. Its bytes are where the library received them.
  ///
  /// The `receive` functions that every transport has take one part at a time; ``Message/hasMore`` tells whether another
  /// one follows.
  ///
  /// - Parameter deadline: When to give up waiting.
  /// - Returns: The message, of at least one part. The first one is the sender's routing id on a ``Pattern/router`` and a
  ///   ``Pattern/stream`` socket.
  /// - Throws: ``/Messaging/MessagingError`` with ``/Messaging/MessagingError/Code/messageTooLarge`` when all parts
  ///   together exceed ``/Messaging/Socket/maximumMessageSize``, in which case they are dropped, and otherwise as
  ///   ``/Messaging/Socket/receive(deadline:)``.
  /// - Complexity: O(n) in the number of parts.
  public mutating func receiveMultipart(
    deadline: Deadline = .never
  ) throws(MessagingError) -> MultipartMessage {
    guard let message = try receiveMultipart(waitingUntil: deadline) else {
      preconditionFailure("waiting ends with a message or throws")
    }
    return message
  }

  /// Receives a message with all of its parts if one is there.
  ///
  /// **Ownership:** the message is the caller's.
  ///
  /// - Returns: The message; `nil` when there is none (`EAGAIN`).
  /// - Throws: As ``receiveMultipart(deadline:)``, except that there is no deadline.
  public mutating func tryReceiveMultipart() throws(MessagingError) -> MultipartMessage? {
    try receiveMultipart(waitingUntil: nil)
  }

  private mutating func receiveMultipart(
    waitingUntil deadline: Deadline?
  ) throws(MessagingError) -> MultipartMessage? {
    var message = MultipartMessage()
    let count = try withUnsafeTransfer(.receiving, deadline: deadline) { handle in
      handle.tryReceive(&message.parts)
    }
    guard count != nil else { return nil }
    let size = message.byteCount
    guard size <= maximumMessageSize else {
      throw MessagingError(
        TransportFailure(
          .messageTooLarge, "\(size) bytes exceed the socket's maximum of \(maximumMessageSize)"),
        during: .receive, of: endpoint)
    }
    return message
  }
}
