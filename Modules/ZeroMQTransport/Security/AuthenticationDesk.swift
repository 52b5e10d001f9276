import Messaging

/// Where the requests of libzmq's threads come in.
struct AuthenticationDesk: ~Copyable {
  private var poller = Poller<ZeroMQ>()
  private let requests: Poller<ZeroMQ>.Key
  private let stopped: Poller<ZeroMQ>.Key
  private let decide: @Sendable (AuthenticationRequest) -> AuthenticationDecision

  init(
    requests: consuming Socket<ZeroMQ>, stopped: consuming Socket<ZeroMQ>,
    decide: @escaping @Sendable (AuthenticationRequest) -> AuthenticationDecision
  ) {
    self.decide = decide
    self.requests = poller.add(requests, for: .receiving)
    self.stopped = poller.add(stopped, for: .receiving)
  }

  /// Decides until it is told to stop, or the transport is shut down.
  mutating func work() {
    // Nothing but the end of the transport makes this fail.
    while let events = try? poller.wait(), !events.contains(where: { $0.key == stopped }) {
      let decide = decide
      _ = try? poller.withSocket(requests) { (socket) throws(MessagingError) in
        guard let request = try socket.tryReceiveMultipart() else { return }
        try socket.send(Self.reply(to: request, decide))
      }
    }
    // Closing leaves the name taken until libzmq's own thread comes to it; the next authenticator may not have to wait for that.
    _ = try? poller.withSocket(requests) { (socket) throws(MessagingError) in
      try socket.unbind(Authenticator.address)
    }
  }

  private static func reply(
    to message: borrowing MultipartMessage,
    _ decide: (AuthenticationRequest) -> AuthenticationDecision
  ) throws(MessagingError) -> MultipartMessage {
    let parts = message.bytes
    let decision = AuthenticationRequest(parts).map(decide) ?? .deny(reason: "malformed request")
    return try MultipartMessage([
      Array("1.0".utf8), parts.count > 1 ? parts[1] : [], Array("\(decision.status)".utf8),
      Array(decision.reason.utf8.prefix(255)), Array(decision.userID.utf8), [],
    ])
  }
}

extension AuthenticationRequest {
  /// Reads a request: version, number, domain, address, the server's routing id, mechanism, and what the mechanism has.
  fileprivate init?(_ parts: [[UInt8]]) {
    guard parts.count >= 6, parts[0] == Array("1.0".utf8) else { return nil }
    func text(_ index: Int) -> String { String(decoding: parts[index], as: UTF8.self) }
    domain = text(2)
    address = text(3)
    serverRoutingID = parts[4]
    switch (text(5), parts.count) {
    case ("NULL", 6):
      identity = .none
    case ("PLAIN", 8):
      identity = .user(Credentials(user: text(6), password: text(7)))
    case ("CURVE", 7):
      guard let key = try? CurvePublicKey(parts[6]) else { return nil }
      identity = .key(key)
    case ("GSSAPI", 7):
      identity = .principal(text(6))
    default:
      return nil
    }
  }
}
