#if ZeroMQ
  import Messaging
  import TestSupport
  import ZeroMQTransport

  extension ZeroMQ {
    /// Conversations with a socket whose peer is of a type such as `PUSH`, over WebSocket (RFC 45).
    static func webSocketConversations(as type: String) -> [Conversation] {
      let ready = [2, 5] + Array("READY".utf8) + ZMTP.metadata([("Socket-Type", type), ("Identity", "")])
      let messages: [[UInt8]] = [
        [0] + Array("hello".utf8), [0], [1, 1], [0, 2], [0, 1], [0] + [UInt8](repeating: 6, count: 9_000),
      ]
      return ["ZWS2.0/NULL", "ZWS2.0"].flatMap {
        WebSocket.conversations(
          $0, messages: [[ready] + messages, messages, [[2, 4] + Array("PING".utf8), [2, 9]]])
      }
    }

    /// A socket to which a true client speaks through somebody who alters what it says.
    static func tamperingTarget(at address: String) throws -> any FuzzTarget {
      let relation = Relation<ZeroMQ>(bound: .pull, peer: .push, exchange: .toBound)
      return try TamperingTarget(try ZeroMQ(), at: address, relation, largestOffset: 200)
    }

    /// A socket that wants a name and a password.
    static func plainTarget(at address: String) throws -> any FuzzTarget {
      let transport = try ZeroMQ()
      let user = Credentials(user: "user", password: "password")
      var policy = AccessPolicy()
      policy.users = [user]
      let authenticator = Box(try Authenticator(transport, policy: policy))
      let relation = Relation<ZeroMQ>(
        bound: .pull, peer: .push, exchange: .toBound,
        prepareBound: {
          // As long as the target, which keeps this, there is somebody to ask.
          withExtendedLifetime(authenticator) {}
          try $0.secure(.plainServer())
        },
        preparePeer: { try $0.secure(.plainClient(user)) })
      return try ListenerTarget(
        transport, at: address, relation,
        seeds: ZMTP.plainConversations(as: "PUSH", user: user.user, password: user.password))
    }

    /// A socket that encrypts, and to which a true client speaks through somebody who alters what it says.
    static func curveTarget(at address: String) throws -> any FuzzTarget {
      let server = try CurveKeyPair(secretKey: CurveSecretKey([UInt8](1...32)))
      let client = try CurveKeyPair(secretKey: CurveSecretKey([UInt8](101...132)))
      let relation = Relation<ZeroMQ>(
        bound: .pull, peer: .push, exchange: .toBound,
        prepareBound: { try $0.secure(.curveServerForAnyone(server.secretKey)) },
        preparePeer: { try $0.secure(.curveClient(client, server: server.publicKey)) })
      return try TamperingTarget(try ZeroMQ(), at: address, relation, largestOffset: 900)
    }
  }
#endif
