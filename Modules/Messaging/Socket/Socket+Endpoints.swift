extension Socket {
  /// Starts accepting peers at an address. A socket may be bound to several.
  ///
  ///     let endpoint = try pull.bind("tcp://127.0.0.1:*")
  ///
  /// - Parameter address: `tcp://interface:port`, `ipc://path` or `inproc://name`, as far as the transport has
  ///   them. A port of `*` or 0, a path of `*` and a name of `*` leave the choice to the transport.
  /// - Returns: The address really bound, to connect to and for ``unbind(_:)``.
  /// - Throws: ``MessagingError`` with ``MessagingError/Code/invalidAddress`` (`EINVAL`, `EPROTONOSUPPORT`,
  ///   `ENAMETOOLONG`), ``MessagingError/Code/addressInUse`` (`EADDRINUSE`),
  ///   ``MessagingError/Code/addressNotAvailable`` (`EADDRNOTAVAIL`, `ENODEV`),
  ///   ``MessagingError/Code/permissionDenied`` (`EACCES`), ``MessagingError/Code/outOfResources`` (`EMFILE`) or
  ///   ``MessagingError/Code/closed`` (`ETERM`). The socket is as it was.
  @discardableResult
  public mutating func bind(_ address: String) throws(MessagingError) -> String {
    let bound = try atEndpoint(address, .bind) { (handle, address) throws(TransportFailure) in
      try T.bind(&handle, to: address)
    }
    endpoint = bound
    return bound
  }

  /// Stops accepting peers at an address. Peers that are connected through it may be disconnected.
  ///
  /// - Parameter address: An address that ``bind(_:)`` returned.
  /// - Throws: ``MessagingError`` with ``MessagingError/Code/addressNotAvailable`` when the socket is not bound there
  ///   (`ENOENT`).
  public mutating func unbind(_ address: String) throws(MessagingError) {
    try atEndpoint(address, .unbind) { (handle, address) throws(TransportFailure) in
      try T.unbind(&handle, from: address)
    }
  }

  /// Starts connecting to an address, in the background, again and again until ``disconnect(_:)``. The peer need
  /// not be there yet.
  ///
  /// - Parameter address: The address of a peer, without wildcards.
  /// - Throws: ``MessagingError`` with ``MessagingError/Code/invalidAddress`` (`EINVAL`, `EPROTONOSUPPORT`),
  ///   ``MessagingError/Code/outOfResources`` when descriptors or threads ran out (`EMFILE`, `EAGAIN`), or
  ///   ``MessagingError/Code/closed`` (`ETERM`). The socket is as it was.
  public mutating func connect(_ address: String) throws(MessagingError) {
    try atEndpoint(address, .connect) { (handle, address) throws(TransportFailure) in
      guard !address.isWildcard, !address.hasWildcardPort else {
        throw TransportFailure(.invalidAddress, "connecting needs the address of a peer, not a wildcard")
      }
      try T.connect(&handle, to: address)
    }
    endpoint = address
  }

  /// Ends a connection. What was accepted for that peer and not delivered yet is lost.
  ///
  /// - Parameter address: An address that was given to ``connect(_:)``.
  /// - Throws: ``MessagingError`` with ``MessagingError/Code/addressNotAvailable`` when the socket is not connected
  ///   there (`ENOENT`).
  public mutating func disconnect(_ address: String) throws(MessagingError) {
    try atEndpoint(address, .disconnect) { (handle, address) throws(TransportFailure) in
      try T.disconnect(&handle, from: address)
    }
  }

  private mutating func atEndpoint<Result>(
    _ text: String, _ operation: MessagingError.Operation,
    _ body: (inout T.SocketHandle, Address) throws(TransportFailure) -> Result
  ) throws(MessagingError) -> Result {
    do {
      return try body(&handle, try Address(text))
    } catch {
      throw MessagingError(error, during: operation, of: text)
    }
  }
}
