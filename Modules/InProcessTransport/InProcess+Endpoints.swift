public import Messaging

extension InProcess {
  /// Starts accepting peers at `inproc://name`; `inproc://*` chooses a name.
  ///
  /// - Returns: The address bound.
  /// - Throws: ``/Messaging/TransportFailure`` with ``/Messaging/MessagingError/Code/addressInUse`` while another socket
  ///   is bound to the name, ``/Messaging/MessagingError/Code/outOfResources`` when there is no memory for the queue to
  ///   a peer that waited for the name, ``/Messaging/MessagingError/Code/invalidAddress`` and
  ///   ``/Messaging/MessagingError/Code/closed``.
  public static func bind(
    _ socket: inout SocketHandle, to address: Address
  ) throws(TransportFailure) -> String {
    try checkScheme(of: address)
    let name = try socket.endpoint.pointee.bind(to: address.isWildcard ? nil : address.location)
    return Address(scheme: scheme, location: name).description
  }

  /// Stops accepting peers. Connections made through the address end; what was sent by then stays
  /// receivable.
  ///
  /// - Throws: ``/Messaging/TransportFailure`` with ``/Messaging/MessagingError/Code/addressNotAvailable`` when the
  ///   socket is not bound there.
  public static func unbind(
    _ socket: inout SocketHandle, from address: Address
  ) throws(TransportFailure) {
    try checkScheme(of: address)
    try socket.endpoint.pointee.unbind(from: address.location)
  }

  /// Starts connecting to `inproc://name`, at once or when somebody binds the name.
  ///
  /// The connection is only made between patterns that belong together.
  ///
  /// - Throws: ``/Messaging/TransportFailure`` with ``/Messaging/MessagingError/Code/outOfResources`` when there is no
  ///   memory for the queue, ``/Messaging/MessagingError/Code/invalidAddress`` and
  ///   ``/Messaging/MessagingError/Code/closed``.
  public static func connect(
    _ socket: inout SocketHandle, to address: Address
  ) throws(TransportFailure) {
    try checkScheme(of: address)
    try socket.endpoint.pointee.connect(to: address.location)
  }

  /// Ends one connection to an address. What was sent by then stays receivable.
  ///
  /// - Throws: ``/Messaging/TransportFailure`` with ``/Messaging/MessagingError/Code/addressNotAvailable`` when the
  ///   socket is not connected there.
  public static func disconnect(
    _ socket: inout SocketHandle, from address: Address
  ) throws(TransportFailure) {
    try checkScheme(of: address)
    try socket.endpoint.pointee.disconnect(from: address.location)
  }

  /// Lets messages through whose first bytes are `prefix`, from the publishers' next send on.
  public static func subscribe(
    _ socket: inout SocketHandle, to prefix: UnsafeRawBufferPointer
  ) throws(TransportFailure) {
    try socket.endpoint.pointee.changeSubscriptions { (subscriptions) throws(TransportFailure) in
      subscriptions.add(Array(prefix))
    }
  }

  /// Takes back one subscription to `prefix`.
  ///
  /// - Throws: ``/Messaging/TransportFailure`` with ``/Messaging/MessagingError/Code/invalidArgument`` when there is
  ///   none.
  public static func unsubscribe(
    _ socket: inout SocketHandle, from prefix: UnsafeRawBufferPointer
  ) throws(TransportFailure) {
    try socket.endpoint.pointee.changeSubscriptions { (subscriptions) throws(TransportFailure) in
      guard subscriptions.remove(Array(prefix)) else {
        throw TransportFailure(.invalidArgument, "there is no subscription to this prefix")
      }
    }
  }

  private static func checkScheme(of address: Address) throws(TransportFailure) {
    guard address.scheme == scheme else {
      throw TransportFailure(
        .invalidAddress,
        "sockets in process have addresses such as \(scheme)://name, not \(address.scheme)://")
    }
  }
}
