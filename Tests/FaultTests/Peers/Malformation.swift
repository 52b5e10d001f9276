import Messaging
import TestSupport

/// Ways of not being a peer that sends to a pull socket.
enum Malformation: String, CaseIterable, Codable, Sendable {
  case truncatedGreeting
  case otherPattern
  case otherProtocol
  case http
  case hugeLength
  case cutMessage
  case noise
  case noiseAfterGreeting

  /// Whether every library ends the connection by itself. libzmq takes whoever does not begin as a peer of its first
  /// protocol does.
  var isAlwaysNoticed: Bool { self == .otherPattern || self == .hugeLength }

  /// What to say, on a connection each.
  func bytes<T: ExposedTransport>(for transport: T.Type) -> [[UInt8]] {
    let greeting = T.greeting(of: .push)
    switch self {
    case .truncatedGreeting:
      return stride(from: 1, to: greeting.count, by: TestRun.choose(thorough: 1, brief: 7)).map {
        Array(greeting.prefix($0))
      }
    case .otherPattern: return [T.greeting(of: .subscribe), T.greeting(of: .request)]
    case .otherProtocol:
      return [Array("\0SP\0\0\u{50}\0\0".utf8), [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 3], [1, 0]]
    case .http: return [Array("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)]
    case .hugeLength:
      return [.max, 1 << 63, 1 << 62, 1 << 40, 17 << 20].map { greeting + T.frameHead(of: $0) }
    case .cutMessage:
      return [1, 1_000, 1 << 20].map {
        greeting + T.frameHead(of: $0 + 1) + [UInt8](repeating: 7, count: Int($0))
      }
    case .noise, .noiseAfterGreeting:
      var generator = SeededGenerator(seed: 1)
      return (0..<TestRun.choose(thorough: 1_000, brief: 20)).map { number in
        let noise = (0..<1 + number * 37 % 4_096).map { _ in
          UInt8.random(in: .min ... .max, using: &generator)
        }
        return self == .noise ? noise : greeting + noise
      }
    }
  }
}
