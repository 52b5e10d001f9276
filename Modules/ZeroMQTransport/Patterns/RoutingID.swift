import CZeroMQ
public import Messaging

/// What a peer of a ``/Messaging/Pattern/router`` or ``/Messaging/Pattern/stream`` socket is called.
///
/// A peer chooses its own with ``ZeroMQ/Setting/routingID``; otherwise the socket gives it one, of five bytes beginning with
/// 0, which another connection of the same peer does not have.
public struct RoutingID: Hashable, Sendable, CustomStringConvertible {
  /// The bytes, 1 to 255.
  public let bytes: [UInt8]

  /// A routing id of these bytes.
  ///
  /// - Throws: ``MessagingError`` with `invalidArgument` unless there are 1 to 255.
  public init(_ bytes: [UInt8]) throws(MessagingError) {
    guard (1...255).contains(bytes.count) else {
      throw MessagingError(
        TransportFailure(.invalidArgument, "a routing id has 1 to 255 bytes, not \(bytes.count)"),
        during: .makeMessage, of: nil)
    }
    self.bytes = bytes
  }

  /// A routing id of a string's UTF-8 bytes. As ``init(_:)-([UInt8])``.
  public init(_ string: String) throws(MessagingError) { try self.init(Array(string.utf8)) }

  /// The bytes as text, or in hexadecimal where they are not printable.
  public var description: String {
    if bytes.allSatisfy({ (0x20...0x7E).contains($0) }) { return String(decoding: bytes, as: UTF8.self) }
    let digits = Array("0123456789abcdef")
    return "0x" + String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }

  /// Whether a peer may choose it: those that begin with 0 are the library's.
  var isChoosable: Bool { bytes.first != 0 }
}

extension Socket where T == ZeroMQ {
  /// Starts connecting to an address, with a routing id for the peer there, whatever it is called otherwise
  /// (`ZMQ_CONNECT_ROUTING_ID`). For ``Pattern/router`` and ``Pattern/stream``.
  ///
  /// - Parameters:
  ///   - address: The address of a peer, as for ``connect(_:)``.
  ///   - peer: What the peer is to be called. libzmq ends the process when a peer of this name, which it chose itself, is
  ///     connected already: use names that no peer chooses.
  /// - Throws: ``MessagingError`` with ``MessagingError/Code/unsupported`` on a socket of another pattern,
  ///   ``MessagingError/Code/invalidArgument`` for a routing id that the socket has given before, or that begins with 0,
  ///   and otherwise as ``connect(_:)``.
  public mutating func connect(_ address: String, as peer: RoutingID) throws(MessagingError) {
    try require([.router, .stream], during: .connect)
    try withUnsafeHandle(during: .connect) { (handle) throws(TransportFailure) in
      guard peer.isChoosable else {
        throw TransportFailure(.invalidArgument, "routing ids that begin with 0 are the library's")
      }
      // libzmq asserts that it is new.
      guard !handle.givenRoutingIDs.contains(peer) else {
        throw TransportFailure(.invalidArgument, "a peer is connected as \(peer) already")
      }
      try handle.set(ZMQ_CONNECT_ROUTING_ID, bytes: peer.bytes)
    }
    try connect(address)
    try withUnsafeHandle(during: .connect) { handle in _ = handle.givenRoutingIDs.insert(peer) }
  }
}
