public import Messaging

/// A transport that sends another part in front of each message, and takes it off what it receives.
///
/// So loops, pools and stages are the same as for messages of one part, and each message costs two calls at both ends. The
/// sockets of an arm go one way: one of a pattern that does not send is bound, and the one that sends connects to it.
@usableFromInline
struct Enveloped<Base: RoutingTransport>: Transport {
  @usableFromInline
  typealias MessageStorage = Base.MessageStorage

  /// A socket of the transport underneath, and what it sends in front of each message.
  @frozen
  @usableFromInline
  struct SocketHandle {
    @usableFromInline
    var base: Base.SocketHandle

    // In the program's constants.
    @usableFromInline
    let firstPart: UnsafeRawBufferPointer

    let isRouter: Bool
  }

  /// What is in front of a message.
  enum FirstPart: Sendable {
    /// The name of the peer that it is for.
    case peer
    /// ``Link/head``.
    case head
  }

  let base: Base
  let firstPart: FirstPart

  // As short as names of peers usually are.
  private static var receiver: StaticString { "r2" }
  private static var sender: StaticString { "r1" }

  /// The name of the transport underneath.
  @usableFromInline
  static var name: String { Base.name }

  @usableFromInline
  static var schemes: [String] { Base.schemes }

  @usableFromInline
  func open(
    _ pattern: Pattern<Self>, options: SocketOptions
  ) throws(TransportFailure) -> SocketHandle {
    switch firstPart {
    case .peer:
      let name = pattern.sends ? Self.sender : Self.receiver
      return SocketHandle(
        base: try base.openRouter(named: Array(name.bytes), options: options),
        firstPart: Self.receiver.bytes, isRouter: true)
    case .head:
      let pattern = Pattern<Base>(pattern.name, sends: pattern.sends, receives: pattern.receives)
      return SocketHandle(
        base: try base.open(pattern, options: options), firstPart: Link.head.bytes, isRouter: false)
    }
  }

  @usableFromInline
  func shutdown() { base.shutdown() }

  @usableFromInline
  static func close(_ socket: inout SocketHandle) { Base.close(&socket.base) }

  @usableFromInline
  static func bind(
    _ socket: inout SocketHandle, to address: Address
  ) throws(TransportFailure) -> String {
    try Base.bind(&socket.base, to: address)
  }

  @usableFromInline
  static func unbind(
    _ socket: inout SocketHandle, from address: Address
  ) throws(TransportFailure) {
    try Base.unbind(&socket.base, from: address)
  }

  @usableFromInline
  static func connect(
    _ socket: inout SocketHandle, to address: Address
  ) throws(TransportFailure) {
    if socket.isRouter {
      try Base.connect(&socket.base, to: address, as: Array(receiver.bytes))
    } else {
      try Base.connect(&socket.base, to: address)
    }
  }

  @usableFromInline
  static func disconnect(
    _ socket: inout SocketHandle, from address: Address
  ) throws(TransportFailure) {
    try Base.disconnect(&socket.base, from: address)
  }

  @usableFromInline
  static func subscribe(
    _ socket: inout SocketHandle, to prefix: UnsafeRawBufferPointer
  ) throws(TransportFailure) {
    try Base.subscribe(&socket.base, to: prefix)
  }

  @usableFromInline
  static func unsubscribe(
    _ socket: inout SocketHandle, from prefix: UnsafeRawBufferPointer
  ) throws(TransportFailure) {
    try Base.unsubscribe(&socket.base, from: prefix)
  }
}

extension StaticString {
  fileprivate var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
  }
}
