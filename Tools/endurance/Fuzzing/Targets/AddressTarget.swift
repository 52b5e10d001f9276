import Messaging

/// Addresses, right and wrong, to bind and to connect to.
final class AddressTarget<T: Transport>: FuzzTarget {
  private let transport: T
  private let seeds: [Conversation]

  init(_ transport: T) {
    self.transport = transport
    seeds = (T.schemes + ["tcp", "ipc", "inproc", "ws", "udp"]).flatMap { scheme in
      Self.locations.map { Conversation(pieces: [Array(scheme.utf8), Array("://".utf8), Array($0.utf8)]) }
    }
  }

  private static var locations: [String] {
    [
      "*", "127.0.0.1:*", "*:*", "lo:*", "127.0.0.1:0", "[::1]:*", "[::]:0", "localhost:1", "127.0.0.1:65535",
      "127.0.0.1:65536", "lo;127.0.0.1:1", "127.0.0.1;127.0.0.1:1", "name", "@name", ":", ":1",
      "127.0.0.1:-1",
      "127.0.0.1:1/path", "[fe80::1%lo]:1", "256.0.0.1:1", "127.0.0.1:+1", String(repeating: "x", count: 107),
      String(repeating: "x", count: 128), String(repeating: "x", count: 600),
    ]
  }

  func run(_ generator: inout FuzzGenerator) throws {
    let conversation = Conversation.altered(from: seeds, using: &generator)
    let text = Self.withoutFolders(
      String(decoding: conversation.pieces.joined().prefix(4_096), as: UTF8.self))
    if let address = try? Address(text) {
      guard address.description == text else { throw Finding("\(text.debugDescription) became \(address)") }
    }
    try tryOut(text, generator.choice(T.patterns), bindsFirst: generator.oneIn(2))
  }

  private func tryOut(_ text: String, _ pattern: Pattern<T>, bindsFirst: Bool) throws {
    var options = SocketOptions()
    options.linger = .zero
    var socket = try transport.socket(pattern, options: options)
    for binds in [bindsFirst, !bindsFirst] {
      do throws(MessagingError) {
        if binds {
          let bound = try socket.bind(text)
          try socket.unbind(bound)
        } else {
          try socket.connect(text)
          try socket.disconnect(text)
        }
      } catch {
        guard error.code != .closed, error.code != .outOfResources else { throw error }
      }
    }
  }

  /// A path of `ipc` names a file: those of this run stay in its folder.
  private static func withoutFolders(_ text: String) -> String {
    guard let range = text.firstRange(of: "ipc://") else { return text }
    return String(text[..<range.upperBound]) + text[range.upperBound...].replacing("/", with: "_")
  }
}
