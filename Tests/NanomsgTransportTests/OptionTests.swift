import Messaging
import NanomsgTransport
import TestSupport
import Testing

/// The options of nanomsg's own. That none is missing is up to ``CompletenessTests``.
@Suite struct OptionTests {
  @Test func valuesComeBack() throws {
    let transport = try Nanomsg()
    var request = try transport.socket(.request)
    try request.expect(.sendPriority, isAtFirst: 8, accepts: [1, 16], rejects: [0, 17, -1, .max])
    try request.expect(.receivePriority, isAtFirst: 8, accepts: [1, 16], rejects: [0, 17])
    try request.expect(
      .sendBufferSize, isAtFirst: 128 << 10, accepts: [1, 1 << 20], rejects: [0, -1, 1 << 31])
    try request.expect(
      .receiveBufferSize, isAtFirst: 128 << 10, accepts: [1, 1 << 20], rejects: [0, -1, 1 << 31])
    try request.expect(.ipv4Only, isAtFirst: true, accepts: [false, true], rejects: [])
    try request.expect(.tcpNoDelay, isAtFirst: true, accepts: [false, true], rejects: [])
    try request.expect(
      .reconnectInterval, isAtFirst: .milliseconds(100), accepts: [.milliseconds(1), .seconds(86_400)],
      rejects: [.zero, .microseconds(1), .seconds(-1), .seconds(86_401), .seconds(Int64.max)])
    try request.expect(
      .maximumReconnectInterval, isAtFirst: .seconds(5), accepts: [.milliseconds(1)], rejects: [.zero])
    try request.expect(
      .resendInterval, isAtFirst: nil, accepts: [.seconds(60), nil], rejects: [.zero, .seconds(-1)])
    try request.expect(.webSocketMessageType, isAtFirst: .binary, accepts: [.text, .binary], rejects: [])

    var survey = try transport.socket(.survey)
    try survey.expect(
      .surveyDeadline, isAtFirst: .seconds(1), accepts: [.milliseconds(1), .seconds(60)],
      rejects: [.zero, .milliseconds(-1), .seconds(Int64.min)])
    var reply = try transport.socket(.reply)
    try reply.expect(.maximumHops, isAtFirst: 8, accepts: [1, 255], rejects: [0, 256])
  }

  @Test func aNameIsTakenWhole() throws {
    let transport = try Nanomsg()
    var socket = try transport.socket(.pair)
    for name in ["", "one", String(repeating: "é", count: 31), String(repeating: "x", count: 63)] {
      try socket.set(.socketName, to: name)
      #expect(try socket.value(of: .socketName) == name)
    }
    for name in [String(repeating: "x", count: 64), "a\0b"] {
      let error = #expect(throws: MessagingError.self) { try socket.set(.socketName, to: name) }
      #expect(error?.code == .invalidArgument && error?.number == 0)
    }
    #expect(try socket.value(of: .socketName) == String(repeating: "x", count: 63))
  }

  @Test func optionsOfOtherPatternsAreUnsupported() throws {
    let transport = try Nanomsg()
    var pull = try transport.socket(.pull)
    let endpoint = try pull.bind("inproc://*")
    func expectUnsupported(_ error: MessagingError?) {
      #expect(error?.code == .unsupported && error?.endpoint == endpoint)
      #expect(error?.operation.name == "setOption")
    }
    expectUnsupported(#expect(throws: MessagingError.self) { try pull.set(.sendPriority, to: 1) })
    expectUnsupported(#expect(throws: MessagingError.self) { try pull.set(.maximumHops, to: 1) })
    expectUnsupported(#expect(throws: MessagingError.self) { try pull.set(.resendInterval, to: nil) })
    expectUnsupported(
      #expect(throws: MessagingError.self) { try pull.set(.surveyDeadline, to: .seconds(1)) })
  }

  @Test func optionsEndWithTheTransport() throws {
    let transport = try Nanomsg()
    var pull = try transport.socket(.pull)
    transport.shutdown()
    let error = #expect(throws: MessagingError.self) { try pull.value(of: .receivePriority) }
    #expect(error?.code == .closed)
  }

  @Test func descriptorsFollowThePattern() throws {
    let transport = try Nanomsg()
    var pull = try transport.socket(.pull)
    #expect(pull.sendDescriptor == nil && pull.receiveDescriptor.map { $0 >= 0 } == true)
    var push = try transport.socket(.push)
    #expect(push.receiveDescriptor == nil && push.sendDescriptor.map { $0 >= 0 } == true)
    var pair = try transport.socket(.pair)
    #expect(pair.receiveDescriptor != nil && pair.sendDescriptor != pair.receiveDescriptor)
  }

  /// All goes to the preferred peer while it is there, then to the other.
  @Test func messagesGoToThePreferredPeer() throws {
    let transport = try Nanomsg()
    var first = try transport.socket(.pull)
    var spare = try transport.socket(.pull)
    var push = try transport.socket(.push)
    try push.set(.sendPriority, to: 2)
    try push.connect(try spare.bind("inproc://*"))
    try push.set(.sendPriority, to: 1)
    try push.connect(try first.bind("inproc://*"))
    try #require(try eventually { try push.statistics.currentConnections == 2 })
    for number in 0..<10 { try push.send("\(number)", deadline: soon) }
    for number in 0..<10 { #expect(String(try first.receive(deadline: soon)) == "\(number)") }
    #expect(try push.statistics.currentSendPriority == 1)
    first.close()
    try #require(try eventually { try push.statistics.currentConnections == 1 })
    try push.send("spare", deadline: soon)
    #expect(String(try spare.receive(deadline: soon)) == "spare")
    #expect(try push.statistics.currentSendPriority == 2)
  }

  @Test func aRequestIsSentAgainOnlyIfAsked() throws {
    let transport = try Nanomsg()
    var reply = try transport.socket(.reply)
    let endpoint = try reply.bind("tcp://127.0.0.1:*")
    var request = try transport.socket(.request)
    try request.set(.resendInterval, to: .milliseconds(50))
    try request.connect(endpoint)
    try request.send("again", deadline: soon)
    reply.close()
    // Whoever is there next gets it, without another call of the requester's.
    var successor = try transport.socket(.reply)
    try #require(
      eventually {
        do { try successor.bind(endpoint) } catch { return false }
        return true
      })
    #expect(String(try successor.receive(deadline: soon)) == "again")
    try successor.send("done", deadline: soon)
    #expect(String(try request.receive(deadline: soon)) == "done")
  }
}

extension Socket where T == Nanomsg {
  fileprivate mutating func expect<Value: Equatable>(
    _ option: Nanomsg.Option<Value>, isAtFirst first: Value, accepts: [Value], rejects: [Value],
    location: SourceLocation = #_sourceLocation
  ) throws {
    #expect(try value(of: option) == first, sourceLocation: location)
    for value in accepts {
      try set(option, to: value)
      #expect(try self.value(of: option) == value, sourceLocation: location)
    }
    let last = try value(of: option)
    for value in rejects {
      let error = #expect(throws: MessagingError.self, sourceLocation: location) {
        try set(option, to: value)
      }
      // Found before the library was called.
      #expect(error?.code == .invalidArgument && error?.number == 0, sourceLocation: location)
      #expect(error?.reason.hasPrefix(option.constant) == true, sourceLocation: location)
    }
    #expect(try value(of: option) == last, sourceLocation: location)
  }
}
