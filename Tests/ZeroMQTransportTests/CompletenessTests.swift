import CZeroMQ
import Foundation
import Messaging
import Testing
import ZeroMQTransport

/// Everything that the installed `zmq.h` defines of patterns and options, and that is not draft, has a place here, so that nobody
/// has to look for it in C.
@Suite struct CompletenessTests {
  /// Where a socket's option is, or why it is not.
  private static let options: [String: String] = Dictionary(
    uniqueKeysWithValues: [
      constants(
        ZeroMQ.Option<Duration?>.heartbeatInterval, .heartbeatTimeout, .heartbeatTimeToLive,
        .handshakeTimeout,
        .connectTimeout, .tcpMaximumRetransmitTime, .tcpKeepAliveIdle, .tcpKeepAliveInterval,
        .vmciConnectTimeout),
      constants(ZeroMQ.Option<Duration>.multicastRecoveryTime),
      constants(ZeroMQ.Option<Bool?>.tcpKeepAlive),
      constants(
        ZeroMQ.Option<Int?>.tcpKeepAliveCount, .kernelSendBufferSize, .kernelReceiveBufferSize),
      constants(
        ZeroMQ.Option<Int>.backlog, .typeOfService, .multicastRate, .multicastHops, .multicastPacketSize,
        .vmciBufferSize, .vmciMinimumBufferSize, .vmciMaximumBufferSize),
      constants(
        ZeroMQ.Option<Bool>.ipv6, .queuesOnlyForConnectedPeers, .conflate, .invertedMatching),
      constants(ZeroMQ.Option<String?>.networkInterface),
      constants(ZeroMQ.Option<Set<Int>>.ioThreads),
      constants(ZeroMQ.Option<Int32?>.listeningDescriptor),
      constants(
        ZeroMQ.Setting<Bool>.routerMandatory, .routerHandover, .routerRaw, .probesRouter, .requestCorrelation,
        .requestRelaxation, .verboseSubscriptions, .verboseSubscriptionChanges, .manualSubscriptions,
        .publishWaits, .streamNotifications),
      constants(ZeroMQ.Setting<RoutingID>.routingID),
      constants(ZeroMQ.Setting<[UInt8]>.welcomeMessage),
      constants(ZeroMQ.Setting<String?>.acceptedNetwork),
      constants(ZeroMQ.Setting<Int32?>.acceptedUser, .acceptedGroup, .acceptedProcess),
      elsewhere,
    ].flatMap { $0 })

  private static let elsewhere: [(String, String)] = [
    ("ZMQ_SUBSCRIBE", "Socket.subscribe(to:), Socket.subscribePeer(to:)"),
    ("ZMQ_UNSUBSCRIBE", "Socket.unsubscribe(from:), Socket.unsubscribePeer(from:)"),
    ("ZMQ_RCVMORE", "Socket.hasMoreParts"),
    ("ZMQ_FD", "Socket.descriptor"),
    ("ZMQ_EVENTS", "Socket.readiness"),
    ("ZMQ_TYPE", "Socket.pattern"),
    ("ZMQ_LINGER", "SocketOptions.linger"),
    ("ZMQ_RECONNECT_IVL", "SocketOptions.reconnectInterval"),
    ("ZMQ_RECONNECT_IVL_MAX", "SocketOptions.maximumReconnectInterval"),
    ("ZMQ_MAXMSGSIZE", "SocketOptions.maximumMessageSize"),
    ("ZMQ_SNDHWM", "SocketOptions.sendQueue"),
    ("ZMQ_RCVHWM", "SocketOptions.receiveQueue"),
    ("ZMQ_RCVTIMEO", "the deadline of a receive"),
    ("ZMQ_SNDTIMEO", "the deadline of a send"),
    ("ZMQ_LAST_ENDPOINT", "what Socket.bind(_:) returns"),
    ("ZMQ_CONNECT_ROUTING_ID", "Socket.connect(_:as:)"),
    (
      "ZMQ_SOCKS_PROXY",
      "nowhere: closing ends the process when no proxy is there (socks_connecter.cpp, error)"
    ),
    ("ZMQ_BLOCKY", "a context's: SocketOptions.linger is always set"),
    ("ZMQ_THREAD_SAFE", "no stable type of socket is"),
    ("ZMQ_IPV4ONLY", "the opposite of Option.ipv6"),
    ("ZMQ_MECHANISM", "Socket.securityMechanism"),
    ("ZMQ_PLAIN_SERVER", "Security.plainServer"),
    ("ZMQ_PLAIN_USERNAME", "Security.plainClient"),
    ("ZMQ_PLAIN_PASSWORD", "Security.plainClient"),
    ("ZMQ_CURVE_SERVER", "Security.curveServer"),
    ("ZMQ_CURVE_PUBLICKEY", "Security.curveClient"),
    ("ZMQ_CURVE_SECRETKEY", "Security.curveServer, Security.curveClient"),
    ("ZMQ_CURVE_SERVERKEY", "Security.curveClient"),
    ("ZMQ_ZAP_DOMAIN", "the domain of Security's servers"),
    ("ZMQ_GSSAPI_SERVER", "Security.gssapiServer"),
    ("ZMQ_GSSAPI_PRINCIPAL", "Security.gssapiServer, Security.gssapiClient"),
    ("ZMQ_GSSAPI_SERVICE_PRINCIPAL", "Security.gssapiClient"),
    ("ZMQ_GSSAPI_PLAINTEXT", "Security.gssapiServer, Security.gssapiClient"),
    ("ZMQ_GSSAPI_PRINCIPAL_NAMETYPE", "GSSAPIPrincipal"),
    ("ZMQ_GSSAPI_SERVICE_PRINCIPAL_NAMETYPE", "GSSAPIPrincipal"),
  ]

  private static let contextOptions: [String: String] = [
    "ZMQ_IO_THREADS": "ContextOptions.ioThreads",
    "ZMQ_MAX_SOCKETS": "ContextOptions.maximumSockets",
    "ZMQ_SOCKET_LIMIT": "ZeroMQ.socketLimit",
    "ZMQ_THREAD_PRIORITY": "ContextOptions.scheduling",
    "ZMQ_THREAD_SCHED_POLICY": "ContextOptions.scheduling",
    "ZMQ_MAX_MSGSZ": "does nothing; SocketOptions.maximumMessageSize",
    "ZMQ_MSG_T_SIZE": "MemoryLayout<ZeroMQ.MessageStorage>.size",
    "ZMQ_THREAD_AFFINITY_CPU_ADD": "ContextOptions.processors",
    "ZMQ_THREAD_AFFINITY_CPU_REMOVE": "ContextOptions.processors, which is a set",
    "ZMQ_THREAD_NAME_PREFIX": "ContextOptions.threadNamePrefix",
  ]

  private static let patterns: [String: Pattern<ZeroMQ>] = [
    "ZMQ_PAIR": .pair, "ZMQ_PUB": .publish, "ZMQ_SUB": .subscribe, "ZMQ_REQ": .request, "ZMQ_REP": .reply,
    "ZMQ_DEALER": .dealer, "ZMQ_ROUTER": .router, "ZMQ_PULL": .pull, "ZMQ_PUSH": .push,
    "ZMQ_XPUB": .extendedPublish, "ZMQ_XSUB": .extendedSubscribe, "ZMQ_STREAM": .stream,
  ]

  @Test func everySocketOptionHasAPlace() throws {
    var defined = try Header.installed.constants(from: "Socket options.")
    try #require(defined.count >= 70)
    // Those that are numbers. The others are older names of options.
    defined.formUnion(try Header.installed.constants(from: "Deprecated options and aliases"))
    #expect(Set(Self.options.keys).symmetricDifference(defined) == [])
  }

  @Test func everyContextOptionHasAPlace() throws {
    let defined = try Header.installed.constants(from: "Context options")
    try #require(defined.count >= 10)
    #expect(Set(Self.contextOptions.keys).symmetricDifference(defined) == [])
    #expect(MemoryLayout<ZeroMQ.MessageStorage>.size == 64)
  }

  @Test func everySocketTypeIsAPattern() throws {
    #expect(try Header.installed.constants(from: "Socket types.") == Set(Self.patterns.keys))
    let transport = try ZeroMQ()
    for pattern in Self.patterns.values {
      var socket = try transport.socket(pattern)
      try socket.bind("tcp://127.0.0.1:*")
    }
    let error = #expect(throws: MessagingError.self) { try transport.socket(Pattern("radio")).close() }
    #expect(error?.code == .unsupported)
  }

  private static func constants<Value>(_ options: ZeroMQ.Option<Value>...) -> [(String, String)] {
    options.map { ($0.constant, "Option") }
  }

  private static func constants<Value>(_ settings: ZeroMQ.Setting<Value>...) -> [(String, String)] {
    settings.map { ($0.constant, "Setting") }
  }
}

/// The library's header.
struct Header {
  private let lines: [Substring]

  /// The one that this was built with.
  static let installed = Header(
    ["/usr/include", "/usr/local/include", "/opt/homebrew/include"].lazy
      .compactMap { try? String(contentsOfFile: "\($0)/zmq.h", encoding: .utf8) }.first ?? "")

  private init(_ text: String) { lines = text.split(separator: "\n") }

  /// All constants that are defined as numbers.
  var definitions: [String: Int32] {
    get throws {
      let pairs = lines.compactMap { line -> (String, Int32)? in
        let words = line.split(separator: " ")
        guard words.count == 3, words[0] == "#define" else { return nil }
        let number =
          words[2].hasPrefix("0x") ? Int32(words[2].dropFirst(2), radix: 16) : Int32(words[2])
        return number.map { (String(words[1]), $0) }
      }
      try #require(!pairs.isEmpty)
      return Dictionary(pairs) { first, _ in first }
    }
  }

  /// The constants that are defined as numbers below a heading, up to the next one.
  func constants(from heading: String) throws -> Set<String> {
    let start = try #require(
      lines.firstIndex { $0.hasPrefix("/*") && $0.contains(heading) }, "zmq.h has no \(heading)")
    let section = lines[(start + 1)...].prefix { !$0.hasPrefix("/*") }
    return Set(
      section.compactMap { line in
        let words = line.split(separator: " ")
        guard words.count == 3, words[0] == "#define", Int(words[2]) != nil else { return nil }
        return String(words[1])
      })
  }
}
