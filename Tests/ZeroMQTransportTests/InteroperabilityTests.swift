import Foundation
import Messaging
import TestSupport
import Testing
import ZeroMQTransport

/// Every pair of patterns with pyzmq, which has a libzmq of its own, with and without CURVE.
@Suite(
  .timeLimit(.minutes(15)), .enabled(if: Python.canMakeEnvironments, "needs python3 with its module venv"))
struct InteroperabilityTests {
  /// What the peer does.
  enum Role: String {
    case sends, receives, asks, answers
  }

  /// A pattern of ours, and what the peer has and does.
  struct Talk: CustomTestStringConvertible, Sendable {
    let pattern: Pattern<ZeroMQ>
    let peer: String
    let role: Role

    init(_ pattern: Pattern<ZeroMQ>, _ peer: String, _ role: Role) {
      (self.pattern, self.peer, self.role) = (pattern, peer, role)
    }

    var testDescription: String { "\(pattern) with a \(peer) that \(role.rawValue)" }

    var isBetweenRouters: Bool { pattern == .router && peer == "ROUTER" }

    /// What goes in front of a message that is sent unasked.
    var envelope: [String] {
      if isBetweenRouters { return ["theirs"] }
      // A reply socket wants an envelope, which ends with an empty part.
      return pattern == .dealer && peer == "REP" ? [""] : []
    }

    static let all = [
      Talk(.pair, "PAIR", .asks), Talk(.pair, "PAIR", .answers),
      Talk(.push, "PULL", .receives), Talk(.pull, "PUSH", .sends),
      Talk(.publish, "SUB", .receives), Talk(.publish, "XSUB", .receives),
      Talk(.subscribe, "PUB", .sends), Talk(.subscribe, "XPUB", .sends),
      Talk(.extendedPublish, "SUB", .receives), Talk(.extendedPublish, "XSUB", .receives),
      Talk(.extendedSubscribe, "PUB", .sends), Talk(.extendedSubscribe, "XPUB", .sends),
      Talk(.request, "REP", .answers), Talk(.request, "ROUTER", .answers),
      Talk(.reply, "REQ", .asks), Talk(.reply, "DEALER", .asks),
      Talk(.router, "REQ", .asks), Talk(.router, "DEALER", .asks),
      Talk(.router, "ROUTER", .asks), Talk(.router, "ROUTER", .answers),
      Talk(.dealer, "REP", .answers), Talk(.dealer, "ROUTER", .answers), Talk(.dealer, "DEALER", .answers),
      Talk(.dealer, "DEALER", .asks),
    ]
  }

  @Test(arguments: Talk.all, [(isBound: true, isSecure: false), (false, true), (true, true), (false, false)])
  func patternsTalkToAnotherLibrary(_ talk: Talk, _ way: (isBound: Bool, isSecure: Bool)) throws {
    let transport = try ZeroMQ()
    var socket = try transport.socket(talk.pattern)
    var signal = try transport.socket(.pair)
    let signals = try signal.bind("tcp://127.0.0.1:*")
    let (server, client) = (try CurveKeyPair.generate(), try CurveKeyPair.generate())
    if way.isSecure {
      try socket.secure(
        way.isBound
          ? .curveServerForAnyone(server.secretKey) : .curveClient(client, server: server.publicKey))
    }
    let keys =
      way.isBound
      ? [client.publicKey.z85, client.secretKey.z85, server.publicKey.z85] : [server.secretKey.z85]
    if talk.pattern == .subscribe { try socket.subscribe() }
    if talk.isBetweenRouters {
      try socket.set(.routingID, to: RoutingID("ours"))
      try socket.set(.routerMandatory, to: true)
    }

    let count = 50
    let peer = try Child(
      try Python.interpreter(),
      [
        Python.script("peer.py"), talk.peer, talk.pattern.name, talk.role.rawValue,
        way.isBound ? "connect" : "bind",
        way.isBound ? try socket.bind("tcp://127.0.0.1:*") : "tcp://127.0.0.1:*", "\(count)", signals,
      ] + (way.isSecure ? keys : []))
    if !way.isBound { try socket.connect(try #require(peer.firstLine(after: "bound to "))) }
    if talk.pattern == .extendedSubscribe { try socket.send(Subscription.subscribe(to: [])) }

    try converse(talk, count: count, &socket, &signal)
    // Neither side closes before the other has everything.
    #expect(try String(signal.receive(deadline: soon)) == "done")
    try signal.send("done", deadline: soon)
    let outcome = peer.finish()
    #expect(outcome.status == 0, "\(outcome.error)")
  }

  private func converse(
    _ talk: Talk, count: Int, _ socket: inout Socket<ZeroMQ>, _ signal: inout Socket<ZeroMQ>
  ) throws {
    if [.publish, .extendedPublish].contains(talk.pattern) {
      // Whoever subscribes is heard of some time later.
      repeat {
        try socket.send("start", deadline: soon)
      } while try !signal.waitToReceive(
        deadline: .after(.milliseconds(5)))
      #expect(try String(signal.receive(deadline: soon)) == "came")
    }
    var hasStarted = false
    for number in 0..<count {
      let message = ["\(number)", String(repeating: "x", count: number * 37), ""]
      switch talk.role {
      case .receives:
        try socket.send(MultipartMessage(message), deadline: soon)
      case .sends:
        var parts = try socket.receiveMultipart(deadline: soon)
        while parts.strings == ["start"] {
          if !hasStarted { try signal.send("came", deadline: soon) }
          hasStarted = true
          parts = try socket.receiveMultipart(deadline: soon)
        }
        #expect(parts.strings == message)
      case .answers:
        let parts = talk.envelope + message
        if talk.isBetweenRouters, number == 0 {
          try send(parts, on: &socket, whilePausingOn: &signal)
        } else {
          try socket.send(MultipartMessage(parts), deadline: soon)
        }
        #expect(try texts(socket.receiveMultipart(deadline: soon)) == parts)
      case .asks:
        let parts = try socket.receiveMultipart(deadline: soon)
        #expect(Array(parts.strings.suffix(3)) == message)
        try socket.send(parts, deadline: soon)
      }
    }
  }

  /// Sends from a router to a peer of which it hears some time later.
  private func send(
    _ parts: [String], on socket: inout Socket<ZeroMQ>, whilePausingOn signal: inout Socket<ZeroMQ>
  ) throws {
    var message = try MultipartMessage(parts)
    let isSent = try eventually {
      do throws(MessagingError) {
        return try socket.trySend(&message)
      } catch {
        guard error.code == .hostUnreachable else { throw error }
        _ = try signal.waitToReceive(deadline: .after(.milliseconds(5)))
        return false
      }
    }
    try #require(isSent)
  }

  @Test func aStreamTalksToATCPClient() throws {
    let transport = try ZeroMQ()
    var stream = try transport.socket(.stream)
    let address = try stream.bind("tcp://127.0.0.1:*")
    let client = try Child(
      try Python.interpreter(),
      [Python.script("tcp_client.py"), String(try #require(address.split(separator: ":").last))])
    var greeting = try stream.receiveMultipart(deadline: soon)
    let peer = try greeting.removeRoutingID()
    #expect(greeting.strings == [""])
    #expect(try texts(stream.receiveMultipart(deadline: soon))?[1] == "question\n")
    try stream.send("answer\n", to: peer, deadline: soon)
    try stream.send("", to: peer, deadline: soon)
    // The socket closes the connection while it is used.
    #expect(
      try eventually {
        _ = try stream.waitToReceive(deadline: .after(.milliseconds(5)))
        return !client.process.isRunning
      })
    let outcome = client.finish()
    #expect(outcome.status == 0, "\(outcome.error)")
  }

  /// Who connects asks, and ends the connection.
  @Test(arguments: [true, false]) func aStreamTalksToAStream(isBound: Bool) throws {
    let transport = try ZeroMQ()
    var stream = try transport.socket(.stream)
    let address = isBound ? try stream.bind("tcp://127.0.0.1:*") : "tcp://127.0.0.1:*"
    let other = try Child(
      try Python.interpreter(), [Python.script("stream.py"), isBound ? "connect" : "bind", address])
    if !isBound { try stream.connect(try #require(other.firstLine(after: "bound to "))) }
    var greeting = try stream.receiveMultipart(deadline: soon)
    let peer = try greeting.removeRoutingID()
    #expect(greeting.strings == [""])
    if isBound {
      #expect(try line(from: &stream) == "question\n")
      try stream.send("answer\n", to: peer, deadline: soon)
      #expect(try texts(stream.receiveMultipart(deadline: soon))?[1] == "")
    } else {
      try stream.send("question\n", to: peer, deadline: soon)
      #expect(try line(from: &stream) == "answer\n")
      try stream.send("", to: peer, deadline: soon)
    }
    // The socket closes the connection while it is used.
    #expect(
      try eventually {
        _ = try stream.waitToReceive(deadline: .after(.milliseconds(5)))
        return !other.process.isRunning
      })
    let outcome = other.finish()
    #expect(outcome.status == 0, "\(outcome.error)")
  }

  /// What comes up to the end of a line, in whatever pieces.
  private func line(from stream: inout Socket<ZeroMQ>) throws -> String {
    var line = ""
    while !line.hasSuffix("\n") {
      line += try stream.receiveMultipart(deadline: soon).strings[1]
    }
    return line
  }
}
