#if ZeroMQ
  import Messaging
  import ZeroMQTransport

  extension ZeroMQ: ExposedTransport {
    static var noticesSilence: Bool { true }

    static var publishersDieOfData: Bool { false }

    static var connectionsSpoilTheNext: Bool { false }

    static var listenersDieWithoutDescriptors: Bool { true }

    static func limitSilence(on socket: inout Socket<ZeroMQ>) throws {
      try socket.set(.heartbeatInterval, to: .milliseconds(300))
      try socket.set(.heartbeatTimeout, to: .seconds(2))
      try socket.set(.handshakeTimeout, to: .seconds(1))
    }

    /// ZMTP 3.0: signature, version, mechanism, whether it is the server, filler; then a command with the pattern.
    static func greeting(of pattern: Pattern<ZeroMQ>) -> [UInt8] {
      let names: [Pattern<ZeroMQ>: String] = [.push: "PUSH", .subscribe: "SUB", .request: "REQ"]
      let name = Array(names[pattern]!.utf8)
      let signature: [UInt8] = [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F]
      let mechanism = Array("NULL".utf8) + [UInt8](repeating: 0, count: 16)
      let body =
        [5] + Array("READY".utf8) + [11] + Array("Socket-Type".utf8) + [0, 0, 0, UInt8(name.count)] + name
      return signature + [3, 0] + mechanism + [0] + [UInt8](repeating: 0, count: 31)
        + [4, UInt8(body.count)] + body
    }

    static func frameHead(of count: UInt64) -> [UInt8] { [2] + count.bigEndianBytes }
  }
#endif

extension UInt64 {
  /// In the order of networks.
  var bigEndianBytes: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: self >> (56 - 8 * $0)) } }
}
