extension Socket {
  /// Calls a transport's own functions on the socket. For transports, to offer what only they have.
  ///
  ///     extension Socket where T == Nanomsg {
  ///       public mutating func close(peer: Int) throws(MessagingError) {
  ///         try withUnsafeHandle(during: Operation("closePeer")) { ... }
  ///       }
  ///     }
  ///
  /// **Ownership:** the handle stays the socket's: `body` neither closes it nor keeps a copy.
  ///
  /// - Parameters:
  ///   - operation: What is attempted, for the error.
  ///   - body: Calls the library.
  /// - Throws: ``MessagingError`` for the ``TransportFailure`` of `body`, with the operation and the endpoint.
  public mutating func withUnsafeHandle<Result: ~Copyable>(
    during operation: MessagingError.Operation,
    _ body: (inout T.SocketHandle) throws(TransportFailure) -> Result
  ) throws(MessagingError) -> Result {
    do {
      return try body(&handle)
    } catch {
      throw self.error(error, during: operation)
    }
  }
}
