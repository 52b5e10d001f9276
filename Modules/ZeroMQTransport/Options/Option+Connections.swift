import CZeroMQ
import Messaging

extension ZeroMQ.Option where Value == Duration? {
  /// How often a peer is asked whether it is still there, from 1 ms; `nil`, as unless set, for never (`ZMQ_HEARTBEAT_IVL`).
  ///
  /// - Warning: libzmq ends the process when a heartbeat is due to a peer that has left while the receiving queue is full
  ///   (`stream_engine_base.cpp:331`). Have heartbeats where messages are received all the time, from peers that are known.
  /// - Warning: A receiver whose queue is full does not answer, nor hear answers. Heartbeats drop its connection all the same, with
  ///   what is on the way.
  public static var heartbeatInterval: Self {
    timeOrNone("ZMQ_HEARTBEAT_IVL", ZMQ_HEARTBEAT_IVL, in: .milliseconds(1)...(.longest))
  }

  /// How long a peer may take to answer that, from 1 ms; `nil` for ``heartbeatInterval`` (`ZMQ_HEARTBEAT_TIMEOUT`). Then the
  /// connection is dropped. `nil` unless set. Once set, it cannot be unset.
  public static var heartbeatTimeout: Self {
    Self(
      setting: ZeroMQ.Setting(constant: "ZMQ_HEARTBEAT_TIMEOUT", patterns: nil) {
        (socket, value) throws(TransportFailure) in
        guard let value else { throw TransportFailure(.invalidArgument, "a set time cannot be unset") }
        try timeOrNone("ZMQ_HEARTBEAT_TIMEOUT", ZMQ_HEARTBEAT_TIMEOUT, in: .milliseconds(1)...(.longest))
          .setting.write(&socket, value)
      },
      read: timeOrNone(
        "ZMQ_HEARTBEAT_TIMEOUT", ZMQ_HEARTBEAT_TIMEOUT, in: .milliseconds(1)...(.longest), none: -1
      ).read)
  }

  /// How long a peer keeps the connection without hearing from this side, from 100 ms to 6553.5 s, in tenths of a second;
  /// `nil`, as unless set, for as long as the system does (`ZMQ_HEARTBEAT_TTL`).
  public static var heartbeatTimeToLive: Self {
    // The library rounds down.
    let tenth = Duration.milliseconds(100)
    let range = tenth...(tenth * 65_535)
    return number("ZMQ_HEARTBEAT_TTL", ZMQ_HEARTBEAT_TTL) { (value) throws(TransportFailure) in
      guard let value else { return 0 }
      guard range.contains(value) else { throw outOfRange("ZMQ_HEARTBEAT_TTL", range, value) }
      return Int32((value / tenth).rounded(.up)) * 100
    } decode: {
      $0 == 0 ? nil : .milliseconds($0)
    }
  }

  /// How long a peer may take for the greeting after it connected, from 1 ms; 30 s unless set; `nil` for without limit
  /// (`ZMQ_HANDSHAKE_IVL`).
  public static var handshakeTimeout: Self {
    timeOrNone("ZMQ_HANDSHAKE_IVL", ZMQ_HANDSHAKE_IVL, in: .milliseconds(1)...(.longest))
  }

  /// How long connecting may take before it is tried again, from 1 ms; `nil`, as unless set, for as long as the system does
  /// (`ZMQ_CONNECT_TIMEOUT`).
  public static var connectTimeout: Self {
    timeOrNone("ZMQ_CONNECT_TIMEOUT", ZMQ_CONNECT_TIMEOUT, in: .milliseconds(1)...(.longest))
  }

  /// How long TCP may take to get a packet acknowledged before the connection is dropped, from 1 ms; `nil`, as unless set,
  /// for as long as the system does (`ZMQ_TCP_MAXRT`).
  public static var tcpMaximumRetransmitTime: Self {
    timeOrNone("ZMQ_TCP_MAXRT", ZMQ_TCP_MAXRT, in: .milliseconds(1)...(.longest))
  }

  /// How long a TCP connection is silent before it is probed, in seconds from 1 to 32767; 30 s unless set; `nil` for as the
  /// system does (`ZMQ_TCP_KEEPALIVE_IDLE`).
  public static var tcpKeepAliveIdle: Self {
    timeOrNone(
      "ZMQ_TCP_KEEPALIVE_IDLE", ZMQ_TCP_KEEPALIVE_IDLE, in: .seconds(1)...(.seconds(32_767)), none: -1,
      unit: .seconds(1))
  }

  /// The time between two probes, in seconds from 1 to 32767; 10 s unless set; `nil` for as the system does
  /// (`ZMQ_TCP_KEEPALIVE_INTVL`).
  public static var tcpKeepAliveInterval: Self {
    timeOrNone(
      "ZMQ_TCP_KEEPALIVE_INTVL", ZMQ_TCP_KEEPALIVE_INTVL, in: .seconds(1)...(.seconds(32_767)), none: -1,
      unit: .seconds(1))
  }
}

extension ZeroMQ.Option where Value == Bool? {
  /// Whether silent TCP connections are probed, which peers' systems answer whatever their programs do; `true` unless set;
  /// `nil` for as the system does (`ZMQ_TCP_KEEPALIVE`).
  public static var tcpKeepAlive: Self {
    number("ZMQ_TCP_KEEPALIVE", ZMQ_TCP_KEEPALIVE) { value in
      value.map { $0 ? 1 : 0 } ?? -1
    } decode: {
      $0 < 0 ? nil : $0 != 0
    }
  }
}

extension ZeroMQ.Option where Value == Int? {
  /// How many probes may go unanswered before a TCP connection is dropped, from 1 to 127; 3 unless set; `nil` for as the
  /// system does (`ZMQ_TCP_KEEPALIVE_CNT`).
  public static var tcpKeepAliveCount: Self {
    numberOrDefault("ZMQ_TCP_KEEPALIVE_CNT", ZMQ_TCP_KEEPALIVE_CNT, in: 1...127)
  }

  /// The size in bytes of the kernel's buffer for sending; `nil`, as unless set, for the system's (`ZMQ_SNDBUF`).
  public static var kernelSendBufferSize: Self {
    numberOrDefault("ZMQ_SNDBUF", ZMQ_SNDBUF, in: 0...Int(Int32.max))
  }

  /// The size in bytes of the kernel's buffer for receiving; `nil`, as unless set, for the system's (`ZMQ_RCVBUF`).
  public static var kernelReceiveBufferSize: Self {
    numberOrDefault("ZMQ_RCVBUF", ZMQ_RCVBUF, in: 0...Int(Int32.max))
  }
}

extension ZeroMQ.Option where Value == Int {
  /// How many peers may wait to be accepted, from 0; 100 unless set (`ZMQ_BACKLOG`).
  public static var backlog: Self { number("ZMQ_BACKLOG", ZMQ_BACKLOG, in: 0...Int(Int32.max)) }

  /// The type of service of IP packets, from 0 to 255; 0 unless set (`ZMQ_TOS`).
  public static var typeOfService: Self {
    // The library asserts that the system takes it.
    number("ZMQ_TOS", ZMQ_TOS, in: 0...255)
  }
}

extension ZeroMQ.Option where Value == Bool {
  /// Whether IPv6 addresses are used besides IPv4; `false` unless set (`ZMQ_IPV6`, the opposite of the older
  /// `ZMQ_IPV4ONLY`).
  public static var ipv6: Self { flag("ZMQ_IPV6", ZMQ_IPV6) }

  /// Whether messages are queued only for peers that are connected, rather than for those to come as well; `false` unless
  /// set (`ZMQ_IMMEDIATE`).
  public static var queuesOnlyForConnectedPeers: Self { flag("ZMQ_IMMEDIATE", ZMQ_IMMEDIATE) }
}

extension ZeroMQ.Option where Value == String? {
  /// The network interface to use, such as `eth0`, of up to 15 bytes; `nil`, as unless set, for any (`ZMQ_BINDTODEVICE`). The
  /// system may want a privilege for it, without which binding and connecting fail.
  public static var networkInterface: Self { text("ZMQ_BINDTODEVICE", ZMQ_BINDTODEVICE, maximumBytes: 15) }
}

extension ZeroMQ.Option where Value == Set<Int> {
  /// Which I/O threads of the transport's, counted from 0 to 63, serve the socket's connections; none, as unless set, for
  /// all (`ZMQ_AFFINITY`). Binding and connecting are `outOfResources` (`EMTHREAD`) when there is none of them.
  public static var ioThreads: Self {
    Self(
      setting: ZeroMQ.Setting(constant: "ZMQ_AFFINITY", patterns: nil) {
        (socket, value) throws(TransportFailure) in
        var mask: UInt64 = 0
        for thread in value {
          mask |= 1 << UInt64(try checked("a number of ZMQ_AFFINITY", thread, in: 0...63))
        }
        try socket.set(ZMQ_AFFINITY, mask)
      },
      read: { (socket) throws(TransportFailure) in
        let mask: UInt64 = try socket.value(of: ZMQ_AFFINITY)
        return Set((0..<64).filter { mask & 1 << $0 != 0 })
      })
  }
}
