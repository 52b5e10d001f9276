import CZeroMQ
public import Messaging

/// What a peer of a ``Messaging/Pattern/router`` or ``Messaging/Pattern/stream`` socket is called.
///
/// A peer chooses its own with ``ZeroMQ/Setting/routingID``; otherwise the socket gives it one, of five bytes beginning with
/// 0, which another connection of the same peer does not have.
public struct RoutingID: Hashable, Sendable, CustomStringConvertible {
  /// The bytes, 1 to 255.
  public let bytes: [UInt8]

  /// A routing id of these bytes.
  ///
  /// - Throws: ``/Messaging/MessagingError`` with `invalidArgument` unless there are 1 to 255.
  public init(_ bytes: [UInt8]) throws(MessagingError) {
    do throws(TransportFailure) {
      try self.init(checking: bytes)
    } catch {
      throw MessagingError(error, during: .makeMessage, of: nil)
    }
  }

  /// As ``init(_:)-([UInt8])``, for what knows no operation.
  package init(checking bytes: [UInt8]) throws(TransportFailure) {
    guard (1...255).contains(bytes.count) else {
      throw TransportFailure(.invalidArgument, "a routing id has 1 to 255 bytes, not \(bytes.count)")
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
  ///   - address: The address of a peer, as for ``/Messaging/Socket/connect(_:)``.
  ///   - peer: What the peer is to be called. libzmq ends the process when a peer of this name, which it chose itself, is
  ///     connected already: use names that no peer chooses.
  /// - Throws: ``/Messaging/MessagingError`` with ``/Messaging/MessagingError/Code/unsupported`` on a socket of another
  ///   pattern, ``/Messaging/MessagingError/Code/invalidArgument`` for a routing id that the socket has given before, or
  ///   that begins with 0, and otherwise as ``/Messaging/Socket/connect(_:)``.
  public mutating func connect(_ address: String, as peer: RoutingID) throws(MessagingError) {
    try require([.router, .stream], during: .connect)
    try withUnsafeHandle(during: .connect) { (handle) throws(TransportFailure) in
      try handle.nameNextPeer(peer)
    }
    try connect(address)
    try withUnsafeHandle(during: .connect) { handle in _ = handle.givenRoutingIDs.insert(peer) }
  }
}

extension ZeroMQ.SocketHandle {
  /// Decides what the peer of the next connection is called.
  func nameNextPeer(_ peer: RoutingID) throws(TransportFailure) {
    guard peer.isChoosable else {
      throw TransportFailure(.invalidArgument, "routing ids that begin with 0 are the library's")
    }
    // libzmq asserts that it is new.
    guard !givenRoutingIDs.contains(peer) else {
      throw TransportFailure(.invalidArgument, "a peer is connected as \(peer) already")
    }
    try set(ZMQ_CONNECT_ROUTING_ID, bytes: peer.bytes)
  }
}

extension ZeroMQ {
  /// Opens a router of a name that waits for peers that do not keep up.
  package func openRouter(
    named name: RoutingID, options: SocketOptions
  ) throws(TransportFailure) -> SocketHandle {
    var handle = try open(.router, options: options)
    do throws(TransportFailure) {
      try handle.set(ZMQ_ROUTER_MANDATORY, Int32(1))
      try handle.set(ZMQ_ROUTING_ID, bytes: name.bytes)
    } catch {
      Self.close(&handle)
      throw error
    }
    return handle
  }

  /// Connects a router to an address. It can send to the peer there by that name from then on.
  package static func connect(
    _ socket: inout SocketHandle, to address: Address, as peer: RoutingID
  ) throws(TransportFailure) {
    try socket.nameNextPeer(peer)
    try connect(&socket, to: address)
    socket.givenRoutingIDs.insert(peer)
  }
}
