import CZeroMQ
import Messaging
import POSIXSupport
import TestSupport
import Testing
import ZeroMQTransport

@Suite(.timeLimit(.minutes(5))) struct MonitorTests {
  private let transport: ZeroMQ

  init() throws { transport = try ZeroMQ() }

  /// Receives events until one is the kind that is waited for.
  private func wait(
    _ monitor: inout Monitor, until isEnough: (MonitorEvent.Kind) -> Bool
  ) throws -> [MonitorEvent] {
    var events: [MonitorEvent] = []
    repeat { events.append(try monitor.receive(deadline: soon)) } while !isEnough(events.last!.kind)
    return events
  }

  @Test func aConnectionIsFollowedFromItsBeginningToItsEnd() throws {
    var pull = try transport.socket(.pull)
    var listener = try pull.monitor()
    let address = try pull.bind("tcp://127.0.0.1:*")
    let bound = try listener.receive(deadline: soon)
    guard case .listening = bound.kind else { throw CancellationError() }
    #expect(bound.endpoint == address)

    var push = try transport.socket(.push)
    var connecter = try push.monitor()
    try push.connect(address)
    let there = try wait(&connecter) { $0 == .handshakeSucceeded }
    #expect(there.allSatisfy { $0.endpoint == address })
    #expect(there.contains { if case .connected = $0.kind { true } else { false } })
    let here = try wait(&listener) { $0 == .handshakeSucceeded }
    #expect(here.contains { if case .accepted = $0.kind { true } else { false } })

    push.close()
    _ = try wait(&listener) { if case .disconnected = $0 { true } else { false } }
    _ = try wait(&connecter) { $0 == .stopped }
    let late = #expect(throws: MessagingError.self) { _ = try connecter.receive(deadline: soon) }
    #expect(late?.code == .closed)
    #expect(try listener.tryReceive() == nil)
  }

  @Test func aPeerThatIsAwayIsTriedAgain() throws {
    var push = try transport.socket(.push)
    var monitor = try push.monitor()
    var away = try transport.socket(.pull)
    let address = try away.bind("tcp://127.0.0.1:*")
    try away.unbind(address)
    away.close()
    try push.connect(address)
    let events = try wait(&monitor) { if case .connectRetried = $0 { true } else { false } }
    guard case .connectRetried(let pause) = events.last?.kind else { throw CancellationError() }
    #expect(pause > .zero)
  }

  @Test func aStrangerIsSeen() throws {
    let authenticator = try Authenticator(transport) { _ in .deny() }
    let server = try CurveKeyPair.generate()
    var pull = try transport.socket(.pull)
    try pull.secure(.curveServer(server.secretKey))
    var monitor = try pull.monitor()
    let address = try pull.bind("tcp://127.0.0.1:*")
    var denied = try transport.socket(.push)
    try denied.secure(.curveClient(.generate(), server: server.publicKey))
    try denied.connect(address)
    let events = try wait(&monitor) { if case .handshakeDenied = $0 { true } else { false } }
    #expect(events.last?.kind == .handshakeDenied(status: 400))
    var unprotected = try transport.socket(.push)
    try unprotected.connect(address)
    _ = try wait(&monitor) { $0 == .handshakeBroken(.mechanismMismatch) }
    var wrong = try transport.socket(.push)
    try wrong.secure(.curveClient(.generate(), server: CurveKeyPair.generate().publicKey))
    try wrong.connect(address)
    _ = try wait(&monitor) { $0 == .handshakeBroken(.cryptographic) }
    authenticator.close()
  }

  @Test func oneMonitorAtATime() throws {
    var push = try transport.socket(.push)
    let first = try push.monitor()
    let error = #expect(throws: MessagingError.self) { try push.monitor().close() }
    #expect(error?.code == .invalidState)
    first.close()
    try push.monitor().close()
    var last = try push.monitor()
    push.close()
    #expect(try last.receive(deadline: soon).kind == .stopped)
  }

  /// More events than any queue holds, that nobody receives, stop neither socket.
  @Test func eventsThatNobodyReceivesStopNothing() throws {
    var pull = try transport.socket(.pull)
    let address = try pull.bind("tcp://127.0.0.1:*")
    let monitor = try pull.monitor()
    for round in 0..<700 {
      var push = try transport.socket(.push)
      try push.connect(address)
      try push.send("\(round)", deadline: soon)
      #expect(try String(pull.receive(deadline: soon)) == "\(round)")
    }
    monitor.close()
  }

  /// The monitor goes while the socket, on another thread, is used and closed.
  @Test func aMonitorGoesOnAnotherThread() throws {
    for _ in 0..<50 {
      var pull = try transport.socket(.pull)
      let address = try pull.bind("tcp://127.0.0.1:*")
      let monitor = try pull.monitor()
      let thread = try JoinableThread(moving: monitor) { monitor in
        var monitor = monitor
        _ = try monitor.receive(deadline: soon)
      }
      var push = try transport.socket(.push)
      try push.connect(address)
      try push.send("hello", deadline: soon)
      #expect(try String(pull.receive(deadline: soon)) == "hello")
      pull.close()
      try thread.join()
    }
  }

  @Test func eventsAreTyped() {
    #expect(ProtocolViolation.cryptographic.description == "ZMTP_CRYPTOGRAPHIC")
    #expect(ProtocolViolation(rawValue: 1).description == "1")
  }

  /// All that the installed `zmq.h` defines.
  @Test func everyEventIsTyped() throws {
    let violations = try Header.installed.definitions.filter { $0.key.hasPrefix("ZMQ_PROTOCOL_ERROR_") }
    try #require(violations.count > 20)
    for (name, number) in violations {
      #expect("ZMQ_PROTOCOL_ERROR_\(ProtocolViolation(rawValue: number))" == name)
    }
    let events = try Header.installed.definitions.filter {
      $0.key.hasPrefix("ZMQ_EVENT_") && !["ZMQ_EVENT_ALL", "ZMQ_EVENT_ALL_V1"].contains($0.key)
    }
    // libzmq's newer kind of monitor, a draft, has others.
    let stable = events.values.filter { $0 <= 0xFFFF }
    #expect(stable.count == 15 && stable.reduce(0, |) == 0x7FFF)
  }
}
