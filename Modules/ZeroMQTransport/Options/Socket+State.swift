import CZeroMQ
public import Messaging

extension Socket where T == ZeroMQ {
  /// Whether the message that was received last goes on in the next one (`ZMQ_RCVMORE`).
  ///
  /// - Throws: ``/Messaging/MessagingError`` with ``/Messaging/MessagingError/Code/closed`` after the transport was shut
  ///   down (`ETERM`).
  public var hasMoreParts: Bool {
    mutating get throws(MessagingError) { try number(of: ZMQ_RCVMORE) != 0 }
  }

  /// The descriptor that becomes readable when the socket's ``readiness`` may have changed (`ZMQ_FD`), for loops that wait for
  /// other things as well.
  ///
  /// It tells of changes, not of the state: ask for ``readiness`` before waiting for it, and again after every
  /// message sent or received. Nothing but waiting may be done with it. It is the library's, and valid until the socket
  /// closes. ``/Messaging/Poller`` sees to all that.
  ///
  /// - Throws: ``/Messaging/MessagingError`` with ``/Messaging/MessagingError/Code/closed`` after the transport was shut
  ///   down (`ETERM`).
  public var descriptor: Int32 {
    mutating get throws(MessagingError) { try number(of: ZMQ_FD) }
  }

  /// Which ways messages can go without waiting (`ZMQ_EVENTS`).
  ///
  /// - Throws: ``/Messaging/MessagingError`` with ``/Messaging/MessagingError/Code/closed`` after the transport was shut
  ///   down (`ETERM`).
  public var readiness: Readiness {
    mutating get throws(MessagingError) { Readiness(events: Int16(try number(of: ZMQ_EVENTS))) }
  }

  private mutating func number(of option: Int32) throws(MessagingError) -> Int32 {
    try withUnsafeHandle(during: MessagingError.Operation("getOption")) { (handle) throws(TransportFailure) in
      try handle.value(of: option)
    }
  }
}

extension Readiness {
  /// What `zmq_poll` and `ZMQ_EVENTS` say.
  init(events: Int16) {
    self = []
    if events & Int16(ZMQ_POLLIN) != 0 { insert(.receiving) }
    if events & Int16(ZMQ_POLLOUT) != 0 { insert(.sending) }
  }
}
