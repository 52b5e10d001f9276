/// What a peer says to libzmq (ZMTP, RFCs 13, 15, 23 and 37), as libzmq itself would.
enum ZMTP {
  /// Conversations with a socket whose peer is of a type such as `PUSH`.
  static func conversations(as type: String) -> [Conversation] {
    let ready = command("READY", metadata([("Socket-Type", type), ("Identity", "")]))
    let messages = self.messages
    return [
      Conversation(pieces: [greeting("NULL"), ready] + messages),
      Conversation(pieces: [greeting("NULL", minor: 1), ready] + messages),
      Conversation(pieces: [greeting("NULL"), ready] + subscriptions),
      Conversation(pieces: [greeting("NULL"), ready] + heartbeats + messages),
      Conversation(
        pieces: [
          greeting("NULL"),
          command("READY", metadata([("Socket-Type", type), ("Identity", "peer"), ("X", "y")])),
        ] + envelopes),
      Conversation(pieces: [greeting("NULL"), command("ERROR", [3] + Array("400".utf8))]),
      // Versions 2 and 1.
      Conversation(pieces: [signature + [1, number(of: type)], [0, 0]] + messages),
      Conversation(pieces: [[1, 0]] + [[6, 0] + Array("hello".utf8), [1, 0]]),
    ]
  }

  /// Conversations of a client that shows a name and a password.
  static func plainConversations(as type: String, user: String, password: String) -> [Conversation] {
    let initiate = command("INITIATE", metadata([("Socket-Type", type), ("Identity", "")]))
    func hello(_ password: String) -> [UInt8] { command("HELLO", short(user) + short(password)) }
    return [
      Conversation(pieces: [greeting("PLAIN"), hello(password), initiate] + messages),
      Conversation(pieces: [greeting("PLAIN"), hello("wrong"), initiate] + messages),
      Conversation(pieces: [greeting("PLAIN"), initiate, hello(password)] + messages),
      Conversation(pieces: [greeting("NULL"), hello(password), initiate] + messages),
    ]
  }

  // MARK: Pieces

  private static let signature: [UInt8] = [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F]

  static func greeting(_ mechanism: String, minor: UInt8 = 0) -> [UInt8] {
    let name = Array(mechanism.utf8)
    return signature + [3, minor] + name + [UInt8](repeating: 0, count: 20 - name.count + 32)
  }

  private static let (hasMore, isLong, isCommand): (UInt8, UInt8, UInt8) = (1, 2, 4)

  static func frame(_ body: [UInt8], flags: UInt8 = 0) -> [UInt8] {
    body.count < 256
      ? [flags, UInt8(body.count)] + body : [flags | isLong] + bigEndian(UInt64(body.count)) + body
  }

  static func command(_ name: String, _ body: [UInt8]) -> [UInt8] {
    frame(short(name) + body, flags: isCommand)
  }

  private static func short(_ text: String) -> [UInt8] { [UInt8(text.utf8.count)] + Array(text.utf8) }

  static func metadata(_ properties: [(name: String, value: String)]) -> [UInt8] {
    properties.flatMap { short($0.name) + bigEndian(UInt32($0.value.utf8.count)) + Array($0.value.utf8) }
  }

  private static let messages = [
    frame(Array("hello".utf8)), frame([]), frame([1, 2, 3], flags: hasMore), frame([4]),
    frame([UInt8](repeating: 5, count: 300)), frame([UInt8](repeating: 6, count: 9_000)),
  ]

  private static let subscriptions = [
    frame([1]), frame([1] + Array("topic".utf8)), frame([0] + Array("topic".utf8)), frame([0, 9]),
    command("SUBSCRIBE", Array("a".utf8)), command("CANCEL", Array("a".utf8)), frame([2, 3]),
  ]

  private static let heartbeats = [command("PING", [0, 100] + Array("ctx".utf8)), command("PONG", [])]

  private static let envelopes = [
    frame([], flags: hasMore), frame(Array("request".utf8)), frame([1, 2], flags: hasMore),
    frame([], flags: hasMore), frame([3], flags: hasMore), frame([]), frame([], flags: hasMore),
  ]

  private static func number(of type: String) -> UInt8 {
    let types = ["PAIR", "PUB", "SUB", "REQ", "REP", "DEALER", "ROUTER", "PULL", "PUSH", "XPUB", "XSUB"]
    return UInt8(types.firstIndex(of: type) ?? 0)
  }
}
