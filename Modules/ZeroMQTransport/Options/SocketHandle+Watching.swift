import CZeroMQ
import Messaging

extension ZeroMQ.SocketHandle {
  /// Has the library notice peers that are gone without a word.
  func watchPeers() throws(TransportFailure) {
    if SocketType.mayDropConnections(type) {
      try set(ZMQ_HEARTBEAT_IVL, Self.heartbeatInterval.wholeMilliseconds)
      try set(ZMQ_HEARTBEAT_TIMEOUT, Self.heartbeatTimeout.wholeMilliseconds)
    }
    try set(ZMQ_TCP_KEEPALIVE, Int32(1))
    try set(ZMQ_TCP_KEEPALIVE_IDLE, Self.keepAliveIdle)
    try set(ZMQ_TCP_KEEPALIVE_INTVL, Self.keepAliveInterval)
    try set(ZMQ_TCP_KEEPALIVE_CNT, Self.keepAliveCount)
  }

  private static let heartbeatInterval = Duration.seconds(10)
  private static let heartbeatTimeout = Duration.seconds(30)
  // In seconds.
  private static let keepAliveIdle: Int32 = 30
  private static let keepAliveInterval: Int32 = 10
  private static let keepAliveCount: Int32 = 3
}

extension SocketType {
  /// Whether sockets of the type lose nothing that they promise when a peer is taken for gone that only does not keep up:
  /// libzmq does not read answers to its heartbeats while a queue is full.
  fileprivate static func mayDropConnections(_ type: Int32) -> Bool {
    [ZMQ_PUB, ZMQ_SUB, ZMQ_XPUB, ZMQ_XSUB, ZMQ_REQ, ZMQ_REP].contains(type)
  }
}
