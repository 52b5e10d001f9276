/// A transport whose sockets can be waited for together, by a ``Poller``.
public protocol PollingTransport: Transport {
  /// What the library needs to wait for one socket, and what it then tells of it.
  associatedtype PollEntry

  /// What to wait for.
  ///
  /// - Parameters:
  ///   - socket: The socket, which stays open until ``poll(_:until:)`` has returned.
  ///   - interest: The directions to wait for. One in which it is not the socket's turn is passed over.
  /// - Throws: ``TransportFailure`` with ``MessagingError/Code/closed`` after ``Transport/shutdown()``.
  static func pollEntry(
    for socket: inout SocketHandle, interest: Readiness
  ) throws(TransportFailure) -> PollEntry

  /// Waits until one of the sockets is ready. Returns early if need be, after a signal for one.
  ///
  /// - Throws: ``TransportFailure`` with ``MessagingError/Code/closed`` after ``Transport/shutdown()``.
  static func poll(_ entries: inout [PollEntry], until deadline: Deadline) throws(TransportFailure)

  /// What ``poll(_:until:)`` found.
  static func readiness(of entry: PollEntry) -> Readiness
}

/// Which ways messages can go.
public struct Readiness: OptionSet, Hashable, Sendable {
  /// The directions as bits.
  public let rawValue: UInt8

  /// The directions that these bits stand for.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A message can be received.
  public static let receiving = Readiness(rawValue: 1)
  /// A message can be sent.
  public static let sending = Readiness(rawValue: 2)
}
