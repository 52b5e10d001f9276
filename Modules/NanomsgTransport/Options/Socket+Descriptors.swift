public import Messaging

extension Socket where T == Nanomsg {
  /// A descriptor that is readable while a message can be received, for event loops (`NN_RCVFD`); `nil` where the pattern does
  /// not receive.
  ///
  /// It is the library's: wait for it, but neither read nor close it. It ends with the socket.
  public var receiveDescriptor: Int32? {
    mutating get { descriptor(\.receiveDescriptor) }
  }

  /// A descriptor that is readable while a message can be sent, for event loops (`NN_SNDFD`); `nil` where the pattern does not
  /// send. As ``receiveDescriptor``.
  public var sendDescriptor: Int32? {
    mutating get { descriptor(\.sendDescriptor) }
  }

  private mutating func descriptor(_ field: KeyPath<Nanomsg.SocketHandle, Int32>) -> Int32? {
    // Without a failure to throw.
    try? withUnsafeHandle(during: MessagingError.Operation("getOption")) {
      (handle) throws(TransportFailure) -> Int32? in
      handle[keyPath: field] >= 0 ? handle[keyPath: field] : nil
    } ?? nil
  }
}
