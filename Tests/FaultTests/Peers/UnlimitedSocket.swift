#if Nanomsg
  import CNanomsg
  import Messaging
  import NanomsgTransport
  import POSIXSupport
  import TestSupport

  /// A socket of nanomsg's as this package does not make it.
  enum UnlimitedSocket {
    /// `NN_PULL`, which Swift does not see.
    private static var pull: Int32 { NN_PROTO_PIPELINE * 16 + 1 }

    /// Has a peer promise more than there is memory, to a socket without a limit.
    static func receiveHugeLength() throws {
      let socket = nn_socket(AF_SP, pull)
      var none: Int32 = -1
      nn_setsockopt(socket, NN_SOL_SOCKET, NN_RCVMAXSIZE, &none, MemoryLayout<Int32>.size)
      let endpoint = "tcp://127.0.0.1:\(try UnusedPort.find())"
      guard nn_bind(socket, endpoint) >= 0 else { throw Fault("the port was taken") }
      let peer = try RawPeer(endpoint)
      peer.send(Nanomsg.greeting(of: .push) + Nanomsg.frameHead(of: 1 << 62))
      try check(peer.isHungUp)
    }
  }
#endif
