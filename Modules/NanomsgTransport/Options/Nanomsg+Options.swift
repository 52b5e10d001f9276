import CNanomsg
import Messaging
import POSIXSupport

extension Nanomsg {
  static func apply(
    _ options: SocketOptions, to socket: Int32, type: SocketType
  ) throws(TransportFailure) {
    // The library counts the headers of its protocols as part of a message.
    let headers = 64
    try set(NN_RCVMAXSIZE, Int32(clamping: options.maximumMessageSize + headers), of: socket)
    try set(NN_SNDBUF, Int32(options.sendQueue.bytes), of: socket)
    try set(NN_RCVBUF, Int32(options.receiveQueue.bytes), of: socket)
    try set(NN_RECONNECT_IVL, options.reconnectInterval.wholeMilliseconds, of: socket)
    try set(NN_RECONNECT_IVL_MAX, options.maximumReconnectInterval.wholeMilliseconds, of: socket)
    // libzmq never delays small messages either.
    try set(NN_TCP_NODELAY, 1, of: socket, level: NN_TCP)
    if type.number == NN_PROTOCOL_REQ, !type.isRaw {
      // A request is not sent a second time by itself, so that it is not carried out twice.
      try set(NN_REQ_RESEND_IVL, .max, of: socket, level: NN_PROTOCOL_REQ)
    }
    if type.number == NN_PROTOCOL_SUB, type.isRaw {
      // A device forwards what it gets; whoever is behind it has subscriptions.
      guard nn_setsockopt(socket, NN_PROTOCOL_SUB, NN_SUB_SUBSCRIBE, "", 0) == 0 else {
        throw TransportFailure(nn_errno(), of: Nanomsg.self)
      }
    }
  }

  static func set(
    _ option: Int32, _ value: Int32, of socket: Int32, level: Int32 = NN_SOL_SOCKET
  ) throws(TransportFailure) {
    var value = value
    guard nn_setsockopt(socket, level, option, &value, MemoryLayout<Int32>.size) == 0 else {
      throw TransportFailure(nn_errno(), of: Nanomsg.self)
    }
  }

  /// The value of a number option.
  ///
  /// - Throws: ``/Messaging/TransportFailure`` with `unsupported` where the socket does not have it (`ENOPROTOOPT`).
  static func number(
    _ option: Int32, of socket: Int32, level: Int32 = NN_SOL_SOCKET
  ) throws(TransportFailure) -> Int32 {
    var value: Int32 = 0
    var size = MemoryLayout<Int32>.size
    guard nn_getsockopt(socket, level, option, &value, &size) == 0 else {
      throw TransportFailure(nn_errno(), of: Nanomsg.self)
    }
    return value
  }
}
