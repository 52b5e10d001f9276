import CNanomsg
import Messaging
import NanomsgTransport
import Testing

/// Everything that the installed nanomsg lists of its options, statistics, patterns and transports has a place here, so that
/// nobody has to look for it in C.
@Suite struct CompletenessTests {
  /// Where an option is, or why it is not.
  private static let options: [String: String] = [
    Nanomsg.Option.sendPriority.constant: "Option.sendPriority",
    Nanomsg.Option.receivePriority.constant: "Option.receivePriority",
    Nanomsg.Option.maximumHops.constant: "Option.maximumHops",
    Nanomsg.Option.sendBufferSize.constant: "Option.sendBufferSize",
    Nanomsg.Option.receiveBufferSize.constant: "Option.receiveBufferSize",
    Nanomsg.Option.ipv4Only.constant: "Option.ipv4Only",
    Nanomsg.Option.reconnectInterval.constant: "Option.reconnectInterval",
    Nanomsg.Option.maximumReconnectInterval.constant: "Option.maximumReconnectInterval",
    Nanomsg.Option.socketName.constant: "Option.socketName",
    Nanomsg.Option.surveyDeadline.constant: "Option.surveyDeadline",
    Nanomsg.Option.resendInterval.constant: "Option.resendInterval",
    Nanomsg.Option.tcpNoDelay.constant: "Option.tcpNoDelay",
    Nanomsg.Option.webSocketMessageType.constant: "Option.webSocketMessageType",
    "NN_RCVMAXSIZE":
      "SocketOptions.maximumMessageSize: always finite, since peers abort a process without a limit",
    "NN_LINGER": "SocketOptions.linger: the library ignores its own",
    "NN_SNDTIMEO": "the deadline of a send", "NN_RCVTIMEO": "the deadline of a receive",
    "NN_SNDFD": "Socket.sendDescriptor", "NN_RCVFD": "Socket.receiveDescriptor",
    "NN_DOMAIN": "Pattern.isRaw", "NN_PROTOCOL": "Socket.pattern",
    "NN_SUB_SUBSCRIBE": "Socket.subscribe(to:)", "NN_SUB_UNSUBSCRIBE": "Socket.unsubscribe(from:)",
  ]

  private static let statistics: [String: String] = [
    "NN_STAT_ESTABLISHED_CONNECTIONS": "connectionsEstablished",
    "NN_STAT_ACCEPTED_CONNECTIONS": "connectionsAccepted",
    "NN_STAT_DROPPED_CONNECTIONS": "connectionsDropped",
    "NN_STAT_BROKEN_CONNECTIONS": "connectionsBroken",
    "NN_STAT_CONNECT_ERRORS": "connectErrors",
    "NN_STAT_CURRENT_CONNECTIONS": "currentConnections",
    "NN_STAT_INPROGRESS_CONNECTIONS": "connectionsInProgress",
    "NN_STAT_CURRENT_EP_ERRORS": "endpointsInError",
    "NN_STAT_MESSAGES_SENT": "messagesSent", "NN_STAT_MESSAGES_RECEIVED": "messagesReceived",
    "NN_STAT_BYTES_SENT": "bytesSent", "NN_STAT_BYTES_RECEIVED": "bytesReceived",
    "NN_STAT_CURRENT_SND_PRIORITY": "currentSendPriority",
    "NN_STAT_BIND_ERRORS": "the library never counts them",
    "NN_STAT_ACCEPT_ERRORS": "the library gives NN_STAT_BIND_ERRORS instead",
  ]

  private static let patterns: [String: Pattern<Nanomsg>] = [
    "NN_PAIR": .pair, "NN_PUSH": .push, "NN_PULL": .pull, "NN_PUB": .publish, "NN_SUB": .subscribe,
    "NN_REQ": .request, "NN_REP": .reply, "NN_SURVEYOR": .survey, "NN_RESPONDENT": .respond, "NN_BUS": .bus,
  ]

  @Test func everyOptionHasAPlace() throws {
    let listed = Symbol.all(in: [NN_NS_SOCKET_OPTION, NN_NS_TRANSPORT_OPTION])
    try #require(listed.count >= 20)
    #expect(Set(listed.map(\.name)) == Set(Self.options.keys))
    #expect(Self.options.count == 23)
  }

  @Test func everyStatisticHasAPlace() throws {
    let listed = Set(Symbol.all(in: [NN_NS_STATISTIC]).map(\.name))
    try #require(listed.count >= 15)
    #expect(listed == Set(Self.statistics.keys))
    var socket = try Nanomsg().socket(.pair)
    let fields = Set(Mirror(reflecting: try socket.statistics).children.compactMap(\.label))
    #expect(fields == Set(Self.statistics.values.filter { !$0.contains(" ") }))
  }

  @Test func everyProtocolIsAPattern() throws {
    #expect(Set(Symbol.all(in: [NN_NS_PROTOCOL]).map(\.name)) == Set(Self.patterns.keys))
    let transport = try Nanomsg()
    for pattern in Self.patterns.values {
      var socket = try transport.socket(pattern)
      try socket.bind("inproc://*")
      var raw = try transport.socket(.raw(pattern))
      try raw.bind("inproc://*")
      #expect(raw.pattern.isRaw && !socket.pattern.isRaw)
      let error = #expect(throws: MessagingError.self) { try transport.socket(.raw(.raw(pattern))).close() }
      #expect(error?.code == .unsupported)
    }
  }

  @Test func everyTransportOfTheLibrarysIsAScheme() throws {
    #expect(
      Set(Symbol.all(in: [NN_NS_TRANSPORT]).map(\.name)) == ["NN_INPROC", "NN_IPC", "NN_TCP", "NN_WS"])
    for scheme in ["inproc://*", "ipc://*", "tcp://127.0.0.1:*", "ws://127.0.0.1:*"] {
      var socket = try Nanomsg().socket(.pair)
      #expect(try socket.bind(scheme) != scheme)
    }
  }
}

/// A constant that nanomsg lists.
private struct Symbol {
  let name: String

  static func all(in namespaces: Set<Int32>) -> [Symbol] {
    var symbols: [Symbol] = []
    var properties = nn_symbol_properties()
    while nn_symbol_info(Int32(symbols.count), &properties, Int32(MemoryLayout.size(ofValue: properties))) > 0
    {
      symbols.append(Symbol(name: namespaces.contains(properties.ns) ? String(cString: properties.name) : ""))
    }
    return symbols.filter { !$0.name.isEmpty }
  }
}
