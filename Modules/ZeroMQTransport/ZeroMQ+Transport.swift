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

    let context: Context

    /// Where its sockets lie whose path it was left to choose, and which libzmq leaves behind.
    var chosenPaths: [String] = []

    init(pointer: UnsafeMutableRawPointer, type: Int32, context: Context) {
      self.pointer = pointer
      self.type = type
      self.context = context
    }
  }

  /// The name by which people choose libzmq.
  public static var name: String { "zmq" }

  /// `zmq_socket`, with the options set before it is used.
  public func open(
    _ pattern: Pattern<ZeroMQ>, options: SocketOptions
  ) throws(TransportFailure) -> SocketHandle {
    let type = try Self.type(of: pattern)
    let handle = SocketHandle(pointer: try context.open(type), type: type, context: context)
    do {
      try handle.set(ZMQ_LINGER, options.linger.wholeMilliseconds)
      try handle.set(ZMQ_SNDHWM, Int32(options.sendQueue.messages))
      try handle.set(ZMQ_RCVHWM, Int32(options.receiveQueue.messages))
      // libzmq applies it to its handshake as well. `Socket` enforces the limit itself.
      try handle.set(ZMQ_MAXMSGSIZE, Int64(max(options.maximumMessageSize, Self.handshakeSize)))
      try handle.set(ZMQ_RECONNECT_IVL, options.reconnectInterval.wholeMilliseconds)
      try handle.set(ZMQ_RECONNECT_IVL_MAX, options.maximumReconnectInterval.wholeMilliseconds)
    } catch {
      zmq_close(handle.pointer)
      throw error
    }
    return handle
  }

  /// `zmq_ctx_shutdown`: every call on the context's sockets ends with `ETERM`.
  public func shutdown() { context.shutdown() }

  /// `zmq_close`, which returns at once. libzmq's threads go on sending for the time of `ZMQ_LINGER`.
  public static func close(_ socket: inout SocketHandle) {
    // Fails only for what is no socket. Messages linger in libzmq's threads.
    zmq_close(socket.pointer)
    for path in socket.chosenPaths { UnixSocket.remove(path) }
  }

  /// More bytes than a command of the handshake has.
  private static let handshakeSize = 512

  private static func type(of pattern: Pattern<ZeroMQ>) throws(TransportFailure) -> Int32 {
    switch pattern {
    case .pair: ZMQ_PAIR
    case .push: ZMQ_PUSH
    case .pull: ZMQ_PULL
    case .publish: ZMQ_PUB
    case .subscribe: ZMQ_SUB
    case .request: ZMQ_REQ
    case .reply: ZMQ_REP
    default: throw TransportFailure(.unsupported, "libzmq has no pattern \(pattern)")
    }
  }
}

extension ZeroMQ.SocketHandle {
  func set<Value: BitwiseCopyable>(_ option: Int32, _ value: Value) throws(TransportFailure) {
    var value = value
    let status = zmq_setsockopt(pointer, option, &value, MemoryLayout<Value>.size)
    guard status == 0 else { throw TransportFailure(zmq_errno(), of: ZeroMQ.self) }
  }
}
