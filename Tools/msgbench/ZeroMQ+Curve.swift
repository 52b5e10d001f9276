#if ZeroMQ
  import MessagingBenchmark
  import ZeroMQTransport

  extension BenchmarkedLink<ZeroMQ> {
    /// With keys that are made anew in each process.
    static var encryptedByCurve: Self {
      let keys = Result { (server: try CurveKeyPair.generate(), client: try CurveKeyPair.generate()) }
      return .encrypted { socket, isServer in
        let keys = try keys.get()
        try socket.secure(
          isServer
            ? .curveServerForAnyone(keys.server.secretKey)
            : .curveClient(keys.client, server: keys.server.publicKey))
      }
    }
  }
#endif
