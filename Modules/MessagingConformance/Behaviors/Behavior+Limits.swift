import Messaging

extension Behavior {
  /// The maximum message size, and options out of range.
  public enum Limits: BehaviorArea {
    case oversizeIsRefusedBySender
    case exactlyTheLimitPasses
    case limitOfZero
    case oversizeFromPeerIsKeptOut
    case optionsOutOfRangeAreRefused

    func check<T: Transport>(_ fixture: Fixture<T>) throws {
      switch self {
      case .oversizeIsRefusedBySender: try fixture.oversizeIsRefusedBySender()
      case .exactlyTheLimitPasses: try fixture.exactlyTheLimitPasses()
      case .limitOfZero: try fixture.limitOfZero()
      case .oversizeFromPeerIsKeptOut: try fixture.oversizeFromPeerIsKeptOut()
      case .optionsOutOfRangeAreRefused: try fixture.optionsOutOfRangeAreRefused()
      }
    }
  }
}

extension Fixture {
  fileprivate func oversizeIsRefusedBySender() throws {
    for limit in [10, 1_000, 65_536] {
      var link = try link(.push, .pull) { $0.maximumMessageSize = limit }
      try expectEqual(link.sender.maximumMessageSize, limit, "the socket's limit")
      for size in [limit + 1, limit * 2] {
        let bytes = Payload(1).bytes(size: size)
        let text = String(repeating: "x", count: size)
        var message = try message(1, size: size)
        let soon = soon
        func refused(_ form: String, _ body: () throws -> Void) throws {
          let error = try expectError(.messageTooLarge, from: "\(form) of \(size) bytes", body)
          try expectEqual(error.operation, .send, "the operation of the error")
        }
        try refused("send") { try send(1, size: size, on: &link.sender) }
        try refused("trySend") { _ = try link.sender.trySend(&message) }
        try refused("send bytes") { try link.sender.send(bytes, deadline: soon) }
        try refused("trySend bytes") { _ = try link.sender.trySend(bytes) }
        try refused("send span") {
          try link.sender.send(copying: bytes.span.bytes, deadline: soon)
        }
        try refused("trySend span") { _ = try link.sender.trySend(copying: bytes.span.bytes) }
        try bytes.withUnsafeBytes { bytes in
          try refused("send memory") { try link.sender.send(copying: bytes, deadline: soon) }
          try refused("trySend memory") { _ = try link.sender.trySend(copying: bytes) }
        }
        try refused("send text") { try link.sender.send(text, deadline: soon) }
        try refused("trySend text") { _ = try link.sender.trySend(text) }
      }
      // Nothing of that was sent.
      try send(2, size: limit, on: &link.sender)
      try expect(2, size: limit, on: &link.receiver)
    }
  }

  fileprivate func exactlyTheLimitPasses() throws {
    for limit in [1, 100, 65_536, 2 << 20] {
      var link = try link(.push, .pull) { $0.maximumMessageSize = limit }
      for size in [limit, limit - 1] {
        try send(1, size: size, on: &link.sender)
        try expect(1, size: size, on: &link.receiver)
      }
    }
  }

  fileprivate func limitOfZero() throws {
    var link = try link(.push, .pull) { $0.maximumMessageSize = 0 }
    try expectError(.messageTooLarge, from: "a message of one byte") {
      try send(1, size: 1, on: &link.sender)
    }
    try send(1, size: 0, on: &link.sender)
    try expect(1, size: 0, on: &link.receiver)
  }

  fileprivate func oversizeFromPeerIsKeptOut() throws {
    let limit = 1_000
    var pull = try socket(.pull) { $0.maximumMessageSize = limit }
    let address = try pull.bind(wildcard)
    var generous = try connected(.push, to: address)
    try send(0, on: &generous)
    try expect(0, on: &pull)
    for size in [limit + 1, 100_000, 1 << 20] {
      _ = try offer(1, size: size, on: &generous)
      try expectError(.timedOut, from: "receiving what is too large") {
        try receivePastRefusals(on: &pull, by: shortly) { message in
          throw Finding(
            expected: "a message of \(size) bytes to be kept out",
            seen: "one of \(message.count) bytes")
        }
      }
      // A later, honest connection is served.
      var honest = try connected(.push, to: address)
      try send(2, size: limit, on: &honest)
      try receivePastRefusals(on: &pull, by: soon) { message in
        try check(message, is: 2, size: limit)
      }
    }
  }

  /// Receives a message, after any number of refusals of too large ones.
  private func receivePastRefusals(
    on socket: inout Socket<T>, by deadline: Deadline,
    _ body: (borrowing Message<T>) throws -> Void
  ) throws {
    while true {
      do {
        return try body(try socket.receive(deadline: deadline))
      } catch let error as MessagingError where error.code == .messageTooLarge {
        try expectEqual(error.operation, .receive, "the operation of the error")
      }
    }
  }

  fileprivate func optionsOutOfRangeAreRefused() throws {
    let wrong: [(String, (inout SocketOptions) -> Void)] = [
      ("a negative maximum size", { $0.maximumMessageSize = -1 }),
      ("a huge maximum size", { $0.maximumMessageSize = .max }),
      ("no room to send", { $0.sendQueue.messages = 0 }),
      ("negative room to send", { $0.sendQueue.bytes = -1 }),
      ("no room to receive", { $0.receiveQueue.bytes = 0 }),
      ("negative room to receive", { $0.receiveQueue.messages = -1 }),
      ("huge room", { $0.receiveQueue.messages = .max }),
      ("negative linger", { $0.linger = .seconds(-1) }),
      ("endless linger", { $0.linger = .seconds(1_000_000_000) }),
      ("no pause before reconnecting", { $0.reconnectInterval = .zero }),
      ("pauses that shrink", { $0.maximumReconnectInterval = .milliseconds(1) }),
    ]
    for (option, configure) in wrong {
      let error = try expectError(.invalidArgument, from: "opening a socket with \(option)") {
        let socket = try socket(.push, configure)
        socket.close()
      }
      try expectEqual(error.operation, .open, "the operation of the error")
    }
    // The ends of the ranges are fine.
    var link = try link(.push, .pull) { options in
      options.sendQueue = QueueLimit(messages: 1, bytes: 1)
      options.receiveQueue = QueueLimit(messages: 1, bytes: 1)
      options.linger = .zero
    }
    try send(1, on: &link.sender)
    try expect(1, on: &link.receiver)
  }
}
