#if ZeroMQ
  import ArgumentParser
  import Messaging
  import ZeroMQTransport

  /// A service that encrypts, and lets in whom it knows.
  struct SecuredService: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A ZeroMQ service with CURVE, which serves a client that it knows and turns away a stranger.")

    func run() throws {
      let transport = try ZeroMQ()
      // In practice, everybody makes a pair of keys once, keeps the secret one, and gives the public one to the others.
      let server = try CurveKeyPair.generate()
      let alice = try CurveKeyPair.generate()
      let stranger = try CurveKeyPair.generate()

      // Comes before the servers are bound: without one, they let nobody in.
      var policy = AccessPolicy()
      policy.allowedKeys = [alice.publicKey: "alice"]
      let authenticator = try Authenticator(transport, policy: policy)

      var reply = try transport.socket(.reply)
      try reply.secure(.curveServer(server.secretKey))
      let address = try reply.bind("tcp://127.0.0.1:*")
      let service = Background(moving: reply) { try serve(&$0) }

      var known = try transport.socket(.request)
      // A client also makes sure of its server, by the server's public key.
      try known.secure(.curveClient(alice, server: server.publicKey))
      try known.connect(address)
      try known.send("who am I?", deadline: .soon)
      print("a client that is known gets: \(String(try known.receive(deadline: .soon)))")

      var options = SocketOptions()
      // What a stranger has to say cannot be delivered.
      options.linger = .zero
      var unknown = try transport.socket(.request, options: options)
      try unknown.secure(.curveClient(stranger, server: server.publicKey))
      var monitor = try unknown.monitor()
      try unknown.connect(address)
      // Takes the request, to send it once there is a connection, unless the server has been faster: whom it turns away has
      // nobody to send to any more.
      let isTaken = try unknown.trySend("let me in")
      print("a stranger is turned away, with status \(try awaitDenial(&monitor))")
      let hasReply = try isTaken && unknown.waitToReceive(deadline: .after(.milliseconds(200)))
      print("the stranger has \(hasReply ? "a" : "no") reply")

      transport.shutdown()
      try service.join()
      authenticator.close()
    }
  }

  private func serve(_ reply: inout Socket<ZeroMQ>) throws {
    while true {
      let request = try reply.receive()
      // The name comes from the authenticator, not from the client: it can be relied on.
      let user = request.userID ?? "nobody"
      try reply.send("hello, \(user)")
    }
  }

  /// Waits until the server has turned the monitored socket away.
  ///
  /// - Returns: Why: 400 for a client that is not allowed.
  private func awaitDenial(_ monitor: inout Monitor) throws(MessagingError) -> Int {
    let deadline = Deadline.soon
    while true {
      let event = try monitor.receive(deadline: deadline)
      if case .handshakeDenied(let status) = event.kind { return status }
    }
  }
#endif
