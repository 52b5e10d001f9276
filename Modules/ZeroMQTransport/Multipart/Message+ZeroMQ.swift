import CZeroMQ
public import Messaging

extension Message where T == ZeroMQ {
  /// Whether the message is a part that another one follows (`ZMQ_MORE`).
  public var hasMore: Bool { property(ZMQ_MORE) == 1 }

  /// Whether other messages have the same bytes (`ZMQ_SHARED`). Changing them makes a copy first.
  public var isShared: Bool { property(ZMQ_SHARED) == 1 }

  /// The address of the peer that a received message came from, without its port; `nil` where there is none, such as over
  /// `inproc` (`Peer-Address`).
  public var peerAddress: String? { metadata("Peer-Address") }

  /// The user that ``Authenticator`` took the peer of a received message for; `nil` without one (`User-Id`).
  public var userID: String? { metadata("User-Id") }

  /// The kind of socket that a received message came from, in the protocol's words, such as `PUSH`; `nil` where it is not told
  /// (`Socket-Type`).
  public var peerSocketType: String? { metadata("Socket-Type") }

  /// A property of the connection that a received message came by (`zmq_msg_gets`).
  ///
  /// - Parameter name: Its name, such as `Routing-Id`, or one that the authenticator or the peer gave it.
  /// - Returns: Its value; `nil` when there is none of this name.
  public borrowing func metadata(_ name: String) -> String? {
    guard !name.utf8.contains(0) else { return nil }
    return withUnsafeStorage { storage in
      zmq_msg_gets(storage, name).map { String(cString: $0) }
    } ?? nil
  }

  /// Makes a message that has the same bytes (`zmq_msg_copy`), which are copied only if they are few or one of the two
  /// changes them.
  ///
  /// **Ownership:** the copy is the caller's. The message is unchanged.
  ///
  /// - Throws: ``/Messaging/MessagingError`` with `outOfResources` when there is no memory (`ENOMEM`).
  /// - Complexity: O(1). For a rented message, whose buffer is its own, O(n) in the number of bytes.
  public mutating func copy() throws(MessagingError) -> Message<ZeroMQ> {
    let copy: zmq_msg_t? =
      withUnsafeMutableStorage { storage in
        var copy = ZeroMQ.makeEmptyMessage()
        return zmq_msg_copy(&copy, storage) == 0 ? copy : nil
      } ?? nil
    if let copy { return Message(unsafeStorage: copy, count: count) }
    return try withBytes { (bytes) throws(MessagingError) in try Message(copying: bytes) }
  }

  private borrowing func property(_ number: Int32) -> Int32 {
    withUnsafeStorage { zmq_msg_get($0, number) } ?? 0
  }
}
