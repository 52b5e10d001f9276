extension Socket {
  /// Lets messages through whose first bytes are those of `prefix`; the empty prefix lets all through.
  ///
  /// A socket with several subscriptions receives a message once. A new ``Pattern/subscribe`` socket has none
  /// and receives nothing. A subscription reaches the publisher some time later; until then messages
  /// are not for this socket.
  ///
  /// - Throws: ``MessagingError`` with ``MessagingError/Code/unsupported`` on a socket of another pattern (`EINVAL`,
  ///   `ENOPROTOOPT`).
  public mutating func subscribe(to prefix: String = "") throws(MessagingError) {
    try subscribe(to: Array(prefix.utf8))
  }

  /// Lets messages through whose first bytes are `prefix`. As ``subscribe(to:)-(String)``.
  public mutating func subscribe(to prefix: [UInt8]) throws(MessagingError) {
    try withPrefix(prefix, .subscribe) { (handle, prefix) throws(TransportFailure) in
      try T.subscribe(&handle, to: prefix)
    }
    subscriptions.append(prefix)
  }

  /// Takes back one subscription to this prefix.
  ///
  /// - Throws: ``MessagingError`` with ``MessagingError/Code/unsupported`` on a socket of another pattern and
  ///   ``MessagingError/Code/invalidArgument`` when there is no such subscription.
  public mutating func unsubscribe(from prefix: String = "") throws(MessagingError) {
    try unsubscribe(from: Array(prefix.utf8))
  }

  /// Takes back one subscription to this prefix. As ``unsubscribe(from:)-(String)``.
  public mutating func unsubscribe(from prefix: [UInt8]) throws(MessagingError) {
    guard let index = subscriptions.firstIndex(of: prefix) else {
      throw error(
        TransportFailure(
          pattern == .subscribe ? .invalidArgument : .unsupported,
          "the socket is not subscribed to this prefix"), during: .unsubscribe)
    }
    try withPrefix(prefix, .unsubscribe) { (handle, prefix) throws(TransportFailure) in
      try T.unsubscribe(&handle, from: prefix)
    }
    subscriptions.remove(at: index)
  }

  private mutating func withPrefix(
    _ prefix: [UInt8], _ operation: MessagingError.Operation,
    _ body: (inout T.SocketHandle, UnsafeRawBufferPointer) throws(TransportFailure) -> Void
  ) throws(MessagingError) {
    guard pattern == .subscribe else {
      throw error(
        TransportFailure(.unsupported, "only a subscribe socket subscribes, this is \(pattern)"),
        during: operation)
    }
    do {
      try prefix.span.bytes.withUnsafeBytes { (prefix) throws(TransportFailure) in
        try body(&handle, prefix)
      }
    } catch {
      throw self.error(error, during: operation)
    }
  }
}
