import CZeroMQ
import Messaging

extension ZeroMQ.SocketHandle {
  /// Has the system notice peers that are gone without a word. The library's own heartbeats may end the process:
  /// `stream_engine_base.cpp:331` of libzmq 4.3.4.
  func watchPeers() throws(TransportFailure) {
    try set(ZMQ_TCP_KEEPALIVE, Int32(1))
    try set(ZMQ_TCP_KEEPALIVE_IDLE, Self.keepAliveIdle)
    try set(ZMQ_TCP_KEEPALIVE_INTVL, Self.keepAliveInterval)
    try set(ZMQ_TCP_KEEPALIVE_CNT, Self.keepAliveCount)
  }

  // In seconds.
  private static let keepAliveIdle: Int32 = 30
  private static let keepAliveInterval: Int32 = 10
  private static let keepAliveCount: Int32 = 3
}
