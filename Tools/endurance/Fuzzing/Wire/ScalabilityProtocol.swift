/// What a peer says to nanomsg (SP, its RFC for TCP), as nanomsg itself would.
enum ScalabilityProtocol {
  /// Conversations with a socket whose peer is of a protocol of this number.
  ///
  /// - Parameter isLocal: Whether a byte stands in front of every message, as over `ipc`.
  static func conversations(as number: UInt8, isLocal: Bool) -> [Conversation] {
    func frame(_ body: [UInt8]) -> [UInt8] {
      (isLocal ? [1] : []) + bigEndian(UInt64(body.count)) + body
    }
    let greeting: [UInt8] = [0, 0x53, 0x50, 0, 0, number, 0, 0]
    return bodies.map { Conversation(pieces: [greeting] + $0.map(frame)) } + [
      Conversation(pieces: [greeting])
    ]
  }

  /// Messages, with and without the headers that some patterns have.
  static let bodies: [[[UInt8]]] = [
    [Array("hello".utf8), [], [UInt8](repeating: 6, count: 9_000)],
    // Requests and surveys, from peers and through devices.
    [[0x80, 0, 0, 1] + Array("request".utf8), [0, 0, 0, 7, 0x80, 0, 0, 2] + Array("request".utf8)],
    [[0, 0, 0, 1], [0x80, 0, 0], [0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3]],
    [[UInt8](repeating: 0, count: 4 * 300) + [0x80, 0, 0, 1]],
  ]
}
