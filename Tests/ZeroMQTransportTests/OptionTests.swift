import Foundation
import Messaging
import POSIXSupport
import TestSupport
import Testing
import ZeroMQTransport

@Suite struct OptionTests {
  private let transport: ZeroMQ

  init() throws { transport = try ZeroMQ() }

  private func keeps<Value: Equatable>(
    _ values: [Value], _ option: ZeroMQ.Option<Value>, pattern: Pattern<ZeroMQ> = .push
  ) throws {
    var socket = try transport.socket(pattern)
    for value in values {
      try socket.set(option, to: value)
      #expect(try socket.value(of: option) == value, "\(option.constant)")
    }
  }

  private func refuses<Value: Equatable>(
    _ values: [Value], _ option: ZeroMQ.Option<Value>, _ code: MessagingError.Code = .invalidArgument
  ) throws {
    var socket = try transport.socket(.push)
    let before = try? socket.value(of: option)
    for value in values {
      let error = #expect(throws: MessagingError.self) { try socket.set(option, to: value) }
      #expect(error?.code == code && error?.operation == MessagingError.Operation("setOption"), "\(value)")
      #expect(error?.reason.contains(option.constant) == true)
      let after = try? socket.value(of: option)
      #expect(after == before)
    }
  }

  @Test func timesAreKept() throws {
    let time = Duration.milliseconds(1_500)
    for option in [
      ZeroMQ.Option.heartbeatInterval, .handshakeTimeout, .connectTimeout, .tcpMaximumRetransmitTime,
    ] {
      try keeps([time, nil, .milliseconds(1)], option)
      try refuses([.zero, .seconds(-1), .seconds(1 << 40)], option)
    }
    try keeps([.seconds(10), nil], .tcpKeepAliveIdle)
    try keeps([.seconds(10), nil], .tcpKeepAliveInterval)
    try refuses([.zero, .seconds(100_000)], .tcpKeepAliveIdle)
    try refuses([.zero, .seconds(100_000)], .tcpKeepAliveInterval)
    try keeps([.milliseconds(300), nil, .milliseconds(6_553_500)], .heartbeatTimeToLive)
    try refuses([.zero, .milliseconds(6_553_501)], .heartbeatTimeToLive)
    try keeps([time, .milliseconds(1)], .heartbeatTimeout)
    try refuses([.zero], .heartbeatTimeout)
    try keeps([time], .multicastRecoveryTime)
    var socket = try transport.socket(.push)
    #expect(try socket.value(of: .heartbeatTimeout) == nil)
    // Less than the library's unit is not none at all.
    try socket.set(.heartbeatInterval, to: .microseconds(1_001))
    #expect(try socket.value(of: .heartbeatInterval) == .milliseconds(2))
    try socket.set(.heartbeatTimeToLive, to: .milliseconds(101))
    #expect(try socket.value(of: .heartbeatTimeToLive) == .milliseconds(200))
  }

  @Test func numbersAreKept() throws {
    try keeps([0, 1, 255], .typeOfService)
    try refuses([-1, 256], .typeOfService)
    try keeps([0, 7], .backlog)
    try refuses([-1, 1 << 40], .backlog)
    try keeps([nil, 4_096], .kernelSendBufferSize)
    try keeps([nil, 4_096], .kernelReceiveBufferSize)
    try refuses([-1, 1 << 40], .kernelSendBufferSize)
    try refuses([-1], .kernelReceiveBufferSize)
    try keeps([nil, 1, 127], .tcpKeepAliveCount)
    try refuses([0, 128], .tcpKeepAliveCount)
    try keeps([nil, true, false], .tcpKeepAlive)
    try keeps([1, 1_000], .multicastRate)
    try refuses([0], .multicastRate)
    try keeps([1, 255], .multicastHops)
    try refuses([0, 256], .multicastHops)
    try keeps([1, 9_000], .multicastPacketSize)
    try refuses([0, 65_536], .multicastPacketSize)
  }

  @Test func switchesAreKept() throws {
    try keeps([true, false], .ipv6)
    try keeps([true, false], .queuesOnlyForConnectedPeers)
    try keeps([true, false], .conflate)
    try keeps([true, false], .invertedMatching, pattern: .publish)
  }

  @Test func othersAreKept() throws {
    try keeps([nil, "lo", nil], .networkInterface)
    try refuses(["", "longer than any name"], .networkInterface)
    try keeps([[0, 63], [], [1]], .ioThreads)
    try refuses([[-1], [64]], .ioThreads)
    try refuses([0, -2, 1 << 20], .listeningDescriptor)
  }

  /// Settings cannot be read back: they are taken, at least.
  @Test func settingsAreTaken() throws {
    var router = try transport.socket(.router)
    for setting in [ZeroMQ.Setting.routerMandatory, .routerHandover, .probesRouter, .routerRaw] {
      try router.set(setting, to: true)
    }
    let raw = #expect(throws: MessagingError.self) { try router.set(.routerRaw, to: false) }
    #expect(raw?.code == .invalidArgument)
    var publisher = try transport.socket(.extendedPublish)
    for setting in [
      ZeroMQ.Setting.verboseSubscriptions, .verboseSubscriptionChanges, .manualSubscriptions, .publishWaits,
    ] {
      for value in [true, false] { try publisher.set(setting, to: value) }
    }
    var stream = try transport.socket(.stream)
    try stream.set(.streamNotifications, to: false)
    var pull = try transport.socket(.pull)
    for network in ["192.0.2.0/24", "127.0.0.1", nil] { try pull.set(.acceptedNetwork, to: network) }
    for network in ["", "nonsense", "1.2.3.4/99", "a b"] {
      let error = #expect(throws: MessagingError.self) { try pull.set(.acceptedNetwork, to: network) }
      #expect(error?.code == .invalidArgument)
    }
    for setting in [ZeroMQ.Setting.acceptedUser, .acceptedGroup, .acceptedProcess] {
      for value in [0, 1_000, nil] as [Int32?] { try pull.set(setting, to: value) }
      let error = #expect(throws: MessagingError.self) { try pull.set(setting, to: -1) }
      #expect(error?.code == .invalidArgument)
    }
  }

  @Test func aSettingIsForItsPatterns() throws {
    var push = try transport.socket(.push)
    for setting in [
      ZeroMQ.Setting.routerMandatory, .routerHandover, .routerRaw, .probesRouter, .requestCorrelation,
      .requestRelaxation, .verboseSubscriptions, .verboseSubscriptionChanges, .manualSubscriptions,
      .publishWaits, .streamNotifications,
    ] {
      let error = #expect(throws: MessagingError.self) { try push.set(setting, to: true) }
      #expect(error?.code == .unsupported && error?.reason.contains(setting.constant) == true)
    }
    let welcome = #expect(throws: MessagingError.self) { try push.set(.welcomeMessage, to: [1]) }
    #expect(welcome?.code == .unsupported)
    let inverted = #expect(throws: MessagingError.self) { try push.set(.invertedMatching, to: true) }
    #expect(inverted?.code == .unsupported)
    var router = try transport.socket(.router)
    let conflate = #expect(throws: MessagingError.self) { try router.set(.conflate, to: true) }
    #expect(conflate?.code == .unsupported)
  }

  /// Debian's libzmq is built without.
  @Test(.enabled(if: !ZeroMQ.has(.vmci))) func whatTheLibraryLacksIsUnsupported() throws {
    try refuses([1], .vmciBufferSize, .unsupported)
    try refuses([1], .vmciMinimumBufferSize, .unsupported)
    try refuses([1], .vmciMaximumBufferSize, .unsupported)
    try refuses([.seconds(1)], .vmciConnectTimeout, .unsupported)
    try refuses([0], .vmciBufferSize)
  }

  @Test func acceptedNetworksKeepOthersOut() throws {
    var pull = try transport.socket(.pull)
    try pull.set(.acceptedNetwork, to: "192.0.2.0/24")
    let closed = try pull.bind("tcp://127.0.0.1:*")
    try pull.set(.acceptedNetwork, to: "127.0.0.0/8")
    let open = try pull.bind("tcp://127.0.0.1:*")
    var stranger = try transport.socket(.push)
    try stranger.set(.queuesOnlyForConnectedPeers, to: true)
    try stranger.connect(closed)
    var push = try transport.socket(.push)
    try push.connect(open)
    try push.send("welcome", deadline: soon)
    #expect(try String(pull.receive(deadline: soon)) == "welcome")
    let error = #expect(throws: MessagingError.self) {
      try stranger.send("stranger", deadline: .after(.milliseconds(200)))
    }
    #expect(error?.code == .timedOut)
  }

  @Test func aDescriptorThatListensIsUsed() throws {
    let listener = StreamSocket.open(AF_INET)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let port = try withUnsafeMutablePointer(to: &address) { pointer in
      try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        try #require(bind(listener, pointer, size) == 0 && listen(listener, 10) == 0)
        try #require(getsockname(listener, pointer, &size) == 0)
      }
      return UInt16(bigEndian: pointer.pointee.sin_port)
    }
    var pull = try transport.socket(.pull)
    try pull.set(.listeningDescriptor, to: listener)
    try pull.bind("tcp://127.0.0.1:\(port)")
    var push = try transport.socket(.push)
    try push.connect("tcp://127.0.0.1:\(port)")
    try push.send("hello", deadline: soon)
    #expect(try String(pull.receive(deadline: soon)) == "hello")
  }

  @Test func aSocketTellsItsState() throws {
    var pull = try transport.socket(.pull)
    var push = try transport.socket(.push)
    #expect(try pull.readiness == [] && push.readiness == [])
    try push.connect(try pull.bind("inproc://*"))
    #expect(try push.readiness == .sending)
    try push.send("hello", deadline: soon)
    #expect(try eventually { try pull.readiness == .receiving })
    var entry = pollfd(fd: try pull.descriptor, events: Int16(POLLIN), revents: 0)
    #expect(poll(&entry, 1, 0) >= 0 && entry.revents & Int16(POLLNVAL) == 0)
  }

  @Test func aClosedTransportHasNoOptions() throws {
    var push = try transport.socket(.push)
    transport.shutdown()
    // The socket learns of it with the next call that carries out its commands.
    #expect(throws: MessagingError.self) { try push.send("late", deadline: soon) }
    let reading = #expect(throws: MessagingError.self) { _ = try push.value(of: .ipv6) }
    #expect(reading?.code == .closed && reading?.operation == MessagingError.Operation("getOption"))
    let writing = #expect(throws: MessagingError.self) { try push.set(.ipv6, to: true) }
    #expect(writing?.code == .closed)
  }
}
