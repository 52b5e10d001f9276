public import Messaging

/// A transport whose messages can have two parts, with sockets that send each to the peer that its first part names.
///
/// As in ``/Messaging/Transport``, these are static calls on native handles: loops over `Enveloped` contain them and
/// nothing else.
public protocol RoutingTransport: Transport {
  /// Opens a socket that sends each message to the peer that its first part names, waiting for one that does not keep up,
  /// and that receives each behind the name of its sender.
  ///
  /// - Parameters:
  ///   - name: What its peers receive as its name.
  ///   - options: Limits and times of the socket.
  /// - Throws: As ``/Messaging/Transport/open(_:options:)``.
  func openRouter(named name: [UInt8], options: SocketOptions) throws(TransportFailure) -> SocketHandle

  /// Connects such a socket to an address. From then on it can send to the peer there by a name, also before the
  /// connection stands.
  static func connect(
    _ socket: inout SocketHandle, to address: Address, as peer: [UInt8]
  ) throws(TransportFailure)

  /// Tries to send a copy of bytes as the first of two parts. As `send(copying:on:mayBlock:)`.
  static func sendFirstPart(
    _ bytes: UnsafeRawBufferPointer, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult

  /// Tries to send a message as the second part, for which there is room after the first one. As `send(_:on:mayBlock:)`.
  static func sendSecondPart(
    _ message: inout MessageStorage, on socket: inout SocketHandle
  ) -> TransferResult

  /// Tries to send a copy of bytes as the second part. As ``sendSecondPart(_:on:)``.
  static func sendSecondPart(
    copying bytes: UnsafeRawBufferPointer, on socket: inout SocketHandle
  ) -> TransferResult
}
