import CZeroMQ
public import Messaging

extension ZeroMQ.Setting where Value == RoutingID {
  /// What the socket is called by ``Messaging/Pattern/router`` peers, which does not begin with 0 (`ZMQ_ROUTING_ID`). Two
  /// peers of one router need different ones. It can be read as ``Messaging/Socket/routingID``.
  public static var routingID: Self {
    Self(constant: "ZMQ_ROUTING_ID", patterns: [.request, .reply, .dealer, .router]) {
      (socket, value) throws(TransportFailure) in
      guard value.isChoosable else {
        throw TransportFailure(.invalidArgument, "routing ids that begin with 0 are the library's")
      }
      try socket.set(ZMQ_ROUTING_ID, bytes: value.bytes)
    }
  }
}

extension ZeroMQ.Setting where Value == Bool {
  /// Whether sending to a peer that is not there is `hostUnreachable`, and to one that does not keep up waits; `false`, as
  /// unless set, drops such messages (`ZMQ_ROUTER_MANDATORY`). At once.
  public static var routerMandatory: Self {
    flag("ZMQ_ROUTER_MANDATORY", ZMQ_ROUTER_MANDATORY, of: [.router])
  }

  /// Whether a new peer takes over the routing id of one that is there, which is dropped; `false`, as unless set, ignores the
  /// new one (`ZMQ_ROUTER_HANDOVER`). At once.
  public static var routerHandover: Self {
    flag("ZMQ_ROUTER_HANDOVER", ZMQ_ROUTER_HANDOVER, of: [.router])
  }

  /// Whether the socket speaks plain TCP, as ``Messaging/Pattern/stream`` does, without telling of connections
  /// (`ZMQ_ROUTER_RAW`); `false` unless set. It cannot be unset.
  public static var routerRaw: Self {
    Self(constant: "ZMQ_ROUTER_RAW", patterns: [.router]) { (socket, value) throws(TransportFailure) in
      guard value || !socket.traits.contains(.raw) else {
        throw TransportFailure(.invalidArgument, "a raw socket stays raw")
      }
      guard value else { return }
      try socket.set(ZMQ_ROUTER_RAW, Int32(1))
      socket.traits.insert(.raw)
    }
  }

  /// Whether an empty message tells a ``Messaging/Pattern/router`` peer of a new connection, so that it can send first;
  /// `false` unless set (`ZMQ_PROBE_ROUTER`).
  public static var probesRouter: Self {
    flag("ZMQ_PROBE_ROUTER", ZMQ_PROBE_ROUTER, of: [.router, .dealer, .request])
  }

  /// Whether requests carry a number that their replies have to repeat, so that a late one is not taken for another; `false`
  /// unless set (`ZMQ_REQ_CORRELATE`). At once.
  public static var requestCorrelation: Self {
    flag("ZMQ_REQ_CORRELATE", ZMQ_REQ_CORRELATE, of: [.request])
  }

  /// Whether a request may be sent before the reply to the one before, which is given up; `false` unless set
  /// (`ZMQ_REQ_RELAXED`). Set ``requestCorrelation`` as well. At once.
  public static var requestRelaxation: Self {
    Self(constant: "ZMQ_REQ_RELAXED", patterns: [.request]) { (socket, value) throws(TransportFailure) in
      try socket.set(ZMQ_REQ_RELAXED, Int32(value ? 1 : 0))
      if value { socket.traits.remove(.alternating) } else { socket.traits.insert(.alternating) }
    }
  }

  /// Whether every subscription is received, rather than the first for a prefix; `false` unless set
  /// (`ZMQ_XPUB_VERBOSE`). At once.
  public static var verboseSubscriptions: Self {
    flag("ZMQ_XPUB_VERBOSE", ZMQ_XPUB_VERBOSE, of: [.extendedPublish])
  }

  /// As ``verboseSubscriptions``, and subscriptions taken back as well (`ZMQ_XPUB_VERBOSER`). The later of the two counts.
  public static var verboseSubscriptionChanges: Self {
    flag("ZMQ_XPUB_VERBOSER", ZMQ_XPUB_VERBOSER, of: [.extendedPublish])
  }

  /// Whether subscriptions are made by ``Messaging/Socket/subscribePeer(to:)`` alone; `false` unless set
  /// (`ZMQ_XPUB_MANUAL`).
  public static var manualSubscriptions: Self {
    flag("ZMQ_XPUB_MANUAL", ZMQ_XPUB_MANUAL, of: [.extendedPublish], trait: .manualSubscriptions)
  }

  /// Whether sending waits for subscribers that do not keep up; `false`, as unless set, drops their messages
  /// (`ZMQ_XPUB_NODROP`). At once.
  public static var publishWaits: Self {
    flag("ZMQ_XPUB_NODROP", ZMQ_XPUB_NODROP, of: [.publish, .extendedPublish])
  }

  /// Whether no bytes tell that a connection began or ended; `true` unless set (`ZMQ_STREAM_NOTIFY`).
  public static var streamNotifications: Self { flag("ZMQ_STREAM_NOTIFY", ZMQ_STREAM_NOTIFY, of: [.stream]) }
}

extension ZeroMQ.Setting where Value == [UInt8] {
  /// What a new subscriber receives first if it subscribed to it, of up to 16 MiB; nothing unless set
  /// (`ZMQ_XPUB_WELCOME_MSG`).
  public static var welcomeMessage: Self {
    bytes("ZMQ_XPUB_WELCOME_MSG", ZMQ_XPUB_WELCOME_MSG, count: 0...16 << 20, of: [.extendedPublish])
  }
}

extension ZeroMQ.Option where Value == Bool {
  /// Whether only the last message is kept for each peer, which cannot have several parts; `false` unless set
  /// (`ZMQ_CONFLATE`). Over `inproc`, what the connecting side has counts.
  public static var conflate: Self {
    flag(
      "ZMQ_CONFLATE", ZMQ_CONFLATE, of: [.push, .pull, .publish, .subscribe, .dealer], trait: .conflating)
  }

  /// Whether messages go to those who did not subscribe to them, rather than to those who did; `false` unless set
  /// (`ZMQ_INVERT_MATCHING`). Publishers and subscribers need the same.
  public static var invertedMatching: Self {
    flag(
      "ZMQ_INVERT_MATCHING", ZMQ_INVERT_MATCHING,
      of: [.publish, .extendedPublish, .subscribe])
  }
}

extension Socket where T == ZeroMQ {
  /// What ``ZeroMQ/Setting/routingID`` was set to; `nil` when it was not.
  ///
  /// - Throws: ``/Messaging/MessagingError`` with ``/Messaging/MessagingError/Code/closed`` after the transport was shut
  ///   down (`ETERM`).
  public var routingID: RoutingID? {
    mutating get throws(MessagingError) {
      let bytes = try withUnsafeHandle(during: MessagingError.Operation("getOption")) {
        (handle) throws(TransportFailure) in
        try handle.bytes(of: ZMQ_ROUTING_ID, capacity: 255)
      }
      return bytes.isEmpty ? nil : try RoutingID(bytes)
    }
  }
}
