extension Transport {
  /// Opens a socket of this transport.
  ///
  ///     let transport = try ZeroMQ()
  ///     var pull = try transport.socket(.pull)
  ///
  /// - Parameters:
  ///   - pattern: What the socket is for. Patterns that the transport lacks do not compile.
  ///   - options: Limits and times of the socket, fixed for its life.
  /// - Returns: The socket, owned by the caller and closed when it goes out of scope.
  /// - Throws: ``MessagingError`` with ``MessagingError/Code/invalidArgument`` when an option is out of range,
  ///   ``MessagingError/Code/outOfResources`` when descriptors or memory ran out (`EMFILE`, `ENFILE`, `ENOMEM`),
  ///   ``MessagingError/Code/closed`` after ``shutdown()`` (`ETERM`).
  public func socket(
    _ pattern: Pattern<Self>, options: SocketOptions = SocketOptions()
  ) throws(MessagingError) -> Socket<Self> {
    do {
      try options.validate()
      return Socket(handle: try open(pattern, options: options), pattern: pattern, options: options)
    } catch {
      throw MessagingError(error, during: .open, of: pattern.name)
    }
  }
}
