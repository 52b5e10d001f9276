import Messaging

extension Behavior {
  /// What a transport says that it has is there, and nothing else.
  public enum Capabilities: BehaviorArea {
    case everyPatternOpens
    case otherPatternsAreUnsupported
    case everySchemeBinds
    case otherSchemesAreRefused
    case capabilitiesAreNamedOnce

    func check<T: Transport>(_ fixture: Fixture<T>) throws {
      switch self {
      case .everyPatternOpens: try fixture.everyPatternOpens()
      case .otherPatternsAreUnsupported: try fixture.otherPatternsAreUnsupported()
      case .everySchemeBinds: try fixture.everySchemeBinds()
      case .otherSchemesAreRefused: try fixture.otherSchemesAreRefused()
      case .capabilitiesAreNamedOnce: try fixture.capabilitiesAreNamedOnce()
      }
    }
  }
}

extension Fixture {
  fileprivate func everyPatternOpens() throws {
    let missing = Set(Pattern<T>.common).subtracting(T.patterns)
    try expect(missing.isEmpty, "the patterns that all transports have", seen: "none of \(missing)")
    for pattern in T.patterns {
      let socket = try socket(pattern)
      try expectEqual(socket.pattern, pattern, "the socket's pattern")
    }
  }

  fileprivate func otherPatternsAreUnsupported() throws {
    for name in ["nosuch", ""] {
      try expectError(.unsupported, from: "opening a socket of the pattern \"\(name)\"") {
        _ = try transport.socket(Pattern(name)).endpoint
      }
    }
  }

  fileprivate func everySchemeBinds() throws {
    let isListed = T.schemes.contains(try Address(wildcard).scheme)
    try expect(isListed, "a scheme of \(T.schemes)", seen: wildcard)
    for (scheme, address) in Self.addresses where T.schemes.contains(scheme) {
      var pull = try socket(.pull)
      var push = try connected(.push, to: try pull.bind(address))
      try send(1, on: &push)
      try expect(1, on: &pull)
    }
  }

  fileprivate func otherSchemesAreRefused() throws {
    for (scheme, address) in Self.addresses where !T.schemes.contains(scheme) {
      var pull = try socket(.pull)
      try expectError(.invalidAddress, from: "binding to \(address)") { try pull.bind(address) }
    }
  }

  fileprivate func capabilitiesAreNamedOnce() throws {
    var names: Set<String> = []
    for capability in transport.capabilities {
      try expect(
        names.insert(capability.name).inserted, "capabilities of different names", seen: "two \(capability)")
      try expect(!capability.summary.isEmpty, "a line about each", seen: "none about \(capability)")
    }
    try expectEqual(transport.capabilities, T.capabilities, "the capabilities of a transport")
  }

  /// Addresses of which a transport can be asked without settings of the host's.
  private static var addresses: [(scheme: String, address: String)] {
    [
      ("tcp", "tcp://127.0.0.1:*"), ("ws", "ws://127.0.0.1:*"), ("ipc", "ipc://*"), ("inproc", "inproc://*"),
      ("nosuch", "nosuch://*"),
    ]
  }
}
