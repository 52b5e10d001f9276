/// A transport whose sockets can be waited for by descriptors of the system, together with those of other transports.
public protocol DescriptorSignalingTransport: Transport {
  /// Says what to wait for until a transfer is worth trying, after it was tried in vain.
  ///
  ///     while try socket.tryReceive(reusing: &message) == false {
  ///       let awaited = try T.descriptors(awaiting: .receiving, on: &socket)
  ///       if let awaited { poll(awaited) }
  ///     }
  ///
  /// - Parameters:
  ///   - interest: The directions to wait for. One that the pattern lacks, or that is out of turn, is passed over. With none,
  ///     the wait is for ``Transport/shutdown()``.
  ///   - socket: The socket, which stays open while the descriptors are waited for.
  /// - Returns: Descriptors, one of which is readable as soon as a transfer in one of the directions is worth trying, or
  ///   the transport was shut down; and perhaps before. They stay the transport's, are not read, and say nothing any more after
  ///   the next call with the socket. `nil` when a transfer is worth trying now.
  /// - Throws: ``TransportFailure`` with ``MessagingError/Code/closed`` after ``Transport/shutdown()``,
  ///   ``MessagingError/Code/unsupported`` for directions of a pattern that the library does not tell of, and
  ///   ``MessagingError/Code/outOfResources`` when descriptors ran out (`EMFILE`).
  static func descriptors(
    awaiting interest: Readiness, on socket: inout SocketHandle
  ) throws(TransportFailure) -> [Int32]?
}
