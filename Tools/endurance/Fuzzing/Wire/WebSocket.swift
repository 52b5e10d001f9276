/// What a peer says over WebSocket (RFC 6455).
enum WebSocket {
  /// Conversations in which each of these messages goes into a frame.
  ///
  /// - Parameter subprotocol: What the peer wants to speak.
  static func conversations(_ subprotocol: String, messages: [[[UInt8]]]) -> [Conversation] {
    let upgrade = Array(
      """
      GET / HTTP/1.1\r
      Host: 127.0.0.1\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Protocol: \(subprotocol)\r
      \r\n
      """.utf8)
    return messages.map { Conversation(pieces: [upgrade] + $0.map { frame($0) }) } + [
      Conversation(pieces: [
        upgrade, frame([1, 2], code: ping), frame([], code: pong), frame([3, 232], code: close),
      ]),
      // In fragments.
      Conversation(pieces: [
        upgrade, frame([0, 1], code: binary & 0x7F), frame([2], code: 0), frame([3], code: 0x80),
      ]),
      Conversation(pieces: [upgrade]),
    ]
  }

  private static let (binary, close, ping, pong): (UInt8, UInt8, UInt8, UInt8) = (0x82, 0x88, 0x89, 0x8A)

  static func frame(_ body: [UInt8], code: UInt8 = binary) -> [UInt8] {
    let mask: [UInt8] = [1, 2, 3, 4]
    let count: [UInt8] =
      switch body.count {
      case ..<126: [UInt8(body.count)]
      case ..<65_536: [126] + bigEndian(UInt16(body.count))
      default: [127] + bigEndian(UInt64(body.count))
      }
    let masked = body.indices.map { body[$0] ^ mask[$0 % 4] }
    return [code, count[0] | 0x80] + count[1...] + mask + masked
  }
}
