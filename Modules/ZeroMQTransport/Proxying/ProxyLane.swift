import CZeroMQ
import Messaging

/// One direction of a proxy.
///
/// Its handles are copies, which the proxy that owns the sockets keeps no longer than those.
struct ProxyLane: ForwardingLane {
  private var source: ZeroMQ.SocketHandle
  private var sink: ZeroMQ.SocketHandle
  private var capture: ZeroMQ.SocketHandle?
  /// What was received and could not be sent on yet.
  private var pending: [zmq_msg_t] = []
  /// What was received and not captured yet.
  private var uncaptured: [zmq_msg_t] = []

  init(from source: ZeroMQ.SocketHandle, to sink: ZeroMQ.SocketHandle, capture: ZeroMQ.SocketHandle?) {
    self.source = source
    self.sink = sink
    self.capture = capture
  }

  var isHolding: Bool { !pending.isEmpty || !uncaptured.isEmpty }

  /// - Throws: ``/Messaging/TransportFailure`` for what the library refuses, which is dropped.
  mutating func step() throws(TransportFailure) -> ForwardingStep {
    if !isHolding {
      guard try isDone(source.tryReceive(&pending)) else { return .waits }
      if capture != nil { uncaptured = try Self.copies(of: &pending) }
    }
    let size = pending.reduce(0) { size, part in
      var part = part
      return size + zmq_msg_size(&part)
    }
    if !pending.isEmpty { guard try isDone(sink.trySend(&pending)) else { return .waits } }
    if !uncaptured.isEmpty { guard try isDone(capture!.trySend(&uncaptured)) else { return .waits } }
    return .passed(size)
  }

  /// What to wait for before the next ``step()``.
  var entry: zmq_pollitem_t {
    get throws(TransportFailure) {
      try source.context.requireOwn()
      if !pending.isEmpty { return try sink.entryForRoom }
      if !uncaptured.isEmpty, let capture { return try capture.entryForRoom }
      return zmq_pollitem_t(socket: source.pointer, fd: -1, events: Int16(ZMQ_POLLIN), revents: 0)
    }
  }

  /// Releases what was not passed on.
  mutating func drop() {
    MultipartMessage.release(&pending)
    MultipartMessage.release(&uncaptured)
  }

  private mutating func isDone(_ result: TransferResult) throws(TransportFailure) -> Bool {
    if result.isSuccess { return true }
    guard result.errorNumber != EAGAIN, result.errorNumber != EINTR else { return false }
    drop()
    throw TransportFailure(result.errorNumber, of: ZeroMQ.self)
  }

  private static func copies(of parts: inout [zmq_msg_t]) throws(TransportFailure) -> [zmq_msg_t] {
    var copies: [zmq_msg_t] = []
    for index in parts.indices {
      var copy = ZeroMQ.makeEmptyMessage()
      guard zmq_msg_copy(&copy, &parts[index]) == 0 else {
        MultipartMessage.release(&copies)
        MultipartMessage.release(&parts)
        throw TransportFailure(zmq_errno(), of: ZeroMQ.self)
      }
      copies.append(copy)
    }
    return copies
  }
}

extension ZeroMQ.SocketHandle {
  /// What to wait for until the socket, which is blocked, may send.
  fileprivate var entryForRoom: zmq_pollitem_t {
    get throws(TransportFailure) {
      guard SocketType.claimsRoom(type) else {
        return zmq_pollitem_t(socket: pointer, fd: -1, events: Int16(ZMQ_POLLOUT), revents: 0)
      }
      return try entryForCommands
    }
  }

  /// What to wait for until threads of the library have something to say to the socket.
  var entryForCommands: zmq_pollitem_t {
    get throws(TransportFailure) {
      zmq_pollitem_t(socket: nil, fd: try value(of: ZMQ_FD), events: Int16(ZMQ_POLLIN), revents: 0)
    }
  }
}
