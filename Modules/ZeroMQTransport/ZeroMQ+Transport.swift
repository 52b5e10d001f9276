public import CZeroMQ
public import Messaging
import POSIXSupport

extension ZeroMQ: Transport {
  /// A `zmq_msg_t`. Messages of up to 33 bytes lie inside it.
  public typealias MessageStorage = zmq_msg_t

  /// A libzmq socket, and the context it needs.
  @frozen
  public struct SocketHandle {
    @usableFromInline
    let pointer: UnsafeMutableRawPointer

    /// The library's number for the pattern.
    let type: Int32

    /// Whether a message has to name its receiver, so that one of a single part goes nowhere.
    @usableFromInline
    let namesPeers: Bool

    /// Whether the last attempt to send would have blocked.
    @usableFromInline
    var isBlocked = false

    let context: Context

    /// What the options say that transfers have to know.
    var traits: SocketTraits = []

    /// The `inproc` names that it is bound to.
    var boundNames: [String] = []
    /// The `inproc` names that the socket disconnected from before anybody bound them. When it binds one itself, the library ends
    /// the process (`pipe.cpp:87`).
    var abandonedNames: Set<String> = []

    /// Where its sockets lie whose path it was left to choose, and which libzmq leaves behind.
    var chosenPaths: [String] = []

    /// The routing ids that peers were connected as.
    var givenRoutingIDs: Set<RoutingID> = []

    /// Whom connections are reported to.
    var monitor: MonitorLink?

    /// The parts of the last message of several that could not be sent.
    var unsentParts: [zmq_msg_t] = []

    init(pointer: UnsafeMutableRawPointer, type: Int32, context: Context) {
      self.pointer = pointer
      self.type = type
      self.namesPeers = SocketType.namesPeers(type)
      self.context = context
      if type == ZMQ_STREAM { traits.insert(.raw) }
      if type == ZMQ_REQ || type == ZMQ_REP { traits.insert(.alternating) }
    }
  }

  /// The name by which people choose libzmq.
  public static var name: String { "zmq" }

  /// `zmq_socket`, with the options set before it is used.
  public func open(
    _ pattern: Pattern<ZeroMQ>, options: SocketOptions
  ) throws(TransportFailure) -> SocketHandle {
    let type = try Self.type(of: pattern)
    let linger = options.linger.wholeMilliseconds
    let pointer = try context.open(type, linger: linger)
    let handle = SocketHandle(pointer: pointer, type: type, context: context)
    do {
      try handle.set(ZMQ_LINGER, linger)
      try handle.set(ZMQ_SNDHWM, Int32(options.sendQueue.messages))
      try handle.set(ZMQ_RCVHWM, Int32(options.receiveQueue.messages))
      // libzmq applies it to its handshake as well. `Socket` enforces the limit itself.
      try handle.set(ZMQ_MAXMSGSIZE, Int64(max(options.maximumMessageSize, Self.handshakeSize)))
      try handle.set(ZMQ_RECONNECT_IVL, options.reconnectInterval.wholeMilliseconds)
      try handle.set(ZMQ_RECONNECT_IVL_MAX, options.maximumReconnectInterval.wholeMilliseconds)
      try handle.watchPeers()
    } catch {
      zmq_close(handle.pointer)
      throw error
    }
    return handle
  }

  /// `zmq_ctx_shutdown`: every call on the context's sockets ends with `ETERM`.
  public func shutdown() { context.shutdown() }

  /// `zmq_close`, which returns at once. libzmq's threads go on sending for the time of `ZMQ_LINGER`.
  ///
  /// In a child of the process that opened it, the socket is left alone.
  public static func close(_ socket: inout SocketHandle) {
    guard !socket.context.isInherited else { return MultipartMessage.release(&socket.unsentParts) }
    socket.monitor?.stopReporting()
    socket.context.names.willUnbind(socket.boundNames)
    // Fails only for what is no socket. Messages linger in libzmq's threads.
    zmq_close(socket.pointer)
    for path in socket.chosenPaths { UnixSocket.remove(path) }
    MultipartMessage.release(&socket.unsentParts)
  }

  /// More bytes than a command of the handshake has.
  private static let handshakeSize = 512

  private static func type(of pattern: Pattern<ZeroMQ>) throws(TransportFailure) -> Int32 {
    guard let type = SocketType.of[pattern] else {
      throw TransportFailure(.unsupported, "libzmq has no pattern \(pattern)")
    }
    return type
  }
}
