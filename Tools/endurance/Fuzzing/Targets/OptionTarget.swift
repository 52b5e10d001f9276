import Messaging

/// An option of a transport's sockets, and how to set it to anything.
struct FuzzedOption<T: Transport>: Sendable {
  let name: String
  /// Sets it to a value of the generator's choice, and checks what it has then.
  let tryOut: @Sendable (inout Socket<T>, inout FuzzGenerator) throws -> Void
}

extension FuzzedOption {
  /// An option that can be read as well.
  ///
  /// - Parameter exactly: Whether it has the same value afterwards, rather than one that is rounded.
  init<Value: Equatable & SendableMetatype>(
    name: String, exactly: Bool, value: @escaping @Sendable (inout FuzzGenerator) throws -> Value,
    set: @escaping @Sendable (inout Socket<T>, Value) throws -> Void,
    read: @escaping @Sendable (inout Socket<T>) throws -> Value
  ) {
    self.init(name: name) { socket, generator in
      let value = try value(&generator)
      try set(&socket, value)
      let kept = try read(&socket)
      guard !exactly || kept == value else { throw Finding("\(name) of \(value) became \(kept)") }
    }
  }
}

/// Values of options, right and wrong. A socket that has some is used.
final class OptionTarget<T: Transport>: FuzzTarget {
  private let transport: T
  private let options: [FuzzedOption<T>]
  private let address: String

  init(_ transport: T, at address: String, _ options: [FuzzedOption<T>]) {
    self.transport = transport
    self.options = options
    self.address = address
  }

  func run(_ generator: inout FuzzGenerator) throws {
    try tolerating {
      var socket = try transport.socket(generator.choice(T.patterns), options: generator.socketOptions())
      for _ in 0..<generator.below(4) where !options.isEmpty {
        try tolerating { try generator.choice(options).tryOut(&socket, &generator) }
      }
      let endpoint = try socket.bind(address)
      var peer = try transport.socket(generator.choice(T.patterns), options: generator.socketOptions())
      for _ in 0..<generator.below(4) where !options.isEmpty {
        try tolerating { try generator.choice(options).tryOut(&peer, &generator) }
      }
      try peer.connect(endpoint)
      if peer.pattern.sends { try tolerating { _ = try peer.trySend("message") } }
      if socket.pattern.receives { try tolerating { _ = try socket.tryReceive() != nil } }
    }
  }

  /// An error is an answer.
  private func tolerating(_ body: () throws -> Void) throws {
    do { try body() } catch let error as MessagingError where error.code != .closed {}
  }
}

extension FuzzGenerator {
  mutating func duration() -> Duration {
    switch below(3) {
    case 0: .milliseconds(number() >> 16)
    case 1: .seconds(number() >> 16)
    default:
      choice([
        .zero, .nanoseconds(1), .milliseconds(1), .milliseconds(-1), .seconds(86_400), .seconds(Int64.max),
      ])
    }
  }

  mutating func text() -> String {
    oneIn(2)
      ? choice([
        "", "lo", "127.0.0.1:1080", "a\0b", "127.0.0.1", "10.0.0.0/8", "::1/128", "1.2.3.4/99", "é", "/",
      ])
      : String(decoding: bytes(below(oneIn(4) ? 600 : 20)), as: UTF8.self)
  }

  /// Options of every transport's, mostly good ones.
  mutating func socketOptions() -> SocketOptions {
    var options = SocketOptions()
    options.linger = .zero
    switch below(8) {
    case 0: options.maximumMessageSize = number()
    case 1: options.sendQueue = QueueLimit(messages: queueLimit(), bytes: number())
    case 2: options.receiveQueue = QueueLimit(messages: queueLimit(), bytes: number())
    case 3: options.reconnectInterval = duration()
    case 4: options.maximumReconnectInterval = duration()
    case 5:
      // It may last that long.
      options.linger = min(duration(), .milliseconds(1))
    default: break
    }
    return options
  }

  /// Queues of in-process sockets have memory for all that they may hold.
  private mutating func queueLimit() -> Int {
    let limit = number()
    return (1 << 14...1 << 24).contains(limit) ? 1 << 14 : limit
  }
}
