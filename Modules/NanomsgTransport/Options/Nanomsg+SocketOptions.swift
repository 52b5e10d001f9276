import CNanomsg
import Messaging

extension Nanomsg.Option where Value == Int {
  /// Which of its peers a socket sends to first, from 1 to 16, 1 being preferred; 8 unless set (`NN_SNDPRIO`).
  ///
  /// For what is bound and connected afterwards. A peer of lower priority gets messages only while none of higher priority
  /// can take them: what is connected last resort first serves as a spare.
  public static var sendPriority: Self {
    number("NN_SNDPRIO", NN_SNDPRIO, in: 1...16, of: .andRaw([.push, .request]))
  }

  /// Which of its peers a socket receives from first, from 1 to 16, 1 being preferred; 8 unless set (`NN_RCVPRIO`).
  ///
  /// For what is bound and connected afterwards. Peers of lower priority wait as long as those of higher priority have
  /// messages.
  public static var receivePriority: Self {
    number(
      "NN_RCVPRIO", NN_RCVPRIO, in: 1...16,
      of: .andRaw([.pull, .subscribe, .request, .reply, .survey, .respond, .bus]))
  }

  /// How many devices a request or survey may have passed and still be received, from 1 to 255; 8 unless set (`NN_MAXTTL`).
  /// One that passed more is dropped, so that a ring of devices does not forward it for ever.
  public static var maximumHops: Self {
    number("NN_MAXTTL", NN_MAXTTL, in: 1...255, of: .andRaw([.reply, .respond]))
  }

  /// The size in bytes of the buffer towards a connection, at least 1 (`NN_SNDBUF`); at first
  /// ``/Messaging/QueueLimit/bytes`` of ``/Messaging/SocketOptions/sendQueue``. For connections made afterwards.
  public static var sendBufferSize: Self { number("NN_SNDBUF", NN_SNDBUF, in: 1...Int(Int32.max)) }

  /// The size in bytes of the buffer of a connection, at least 1 (`NN_RCVBUF`); at first ``/Messaging/QueueLimit/bytes``
  /// of ``/Messaging/SocketOptions/receiveQueue``. For connections made afterwards.
  public static var receiveBufferSize: Self { number("NN_RCVBUF", NN_RCVBUF, in: 1...Int(Int32.max)) }
}

extension Nanomsg.Option where Value == Bool {
  /// Whether only IPv4 addresses are used; `true` unless set (`NN_IPV4ONLY`). Set before the socket is bound or connected.
  ///
  /// Without it, the socket connects to IPv6 addresses and to names, not to IPv4 addresses.
  public static var ipv4Only: Self {
    var option = flag("NN_IPV4ONLY", NN_IPV4ONLY)
    option.precedesEndpoints = true
    return option
  }
}

extension Nanomsg.Option where Value == Duration {
  /// The pause before a lost connection is tried again, from 1 ms to 24 hours (`NN_RECONNECT_IVL`); at first
  /// ``/Messaging/SocketOptions/reconnectInterval``. For what is connected afterwards.
  public static var reconnectInterval: Self { time("NN_RECONNECT_IVL", NN_RECONNECT_IVL) }

  /// The longest such pause, from 1 ms to 24 hours (`NN_RECONNECT_IVL_MAX`); at first
  /// ``/Messaging/SocketOptions/maximumReconnectInterval``. For what is connected afterwards.
  public static var maximumReconnectInterval: Self { time("NN_RECONNECT_IVL_MAX", NN_RECONNECT_IVL_MAX) }
}

extension Nanomsg.Option where Value == String {
  /// A name for the socket, of up to 63 bytes of UTF-8 without NUL; a number unless set (`NN_SOCKET_NAME`).
  public static var socketName: Self {
    let maximum = 63
    return Self(
      constant: "NN_SOCKET_NAME", patterns: nil,
      write: { (socket, value) throws(TransportFailure) in
        var bytes = [UInt8](value.utf8)
        guard bytes.count <= maximum, !bytes.contains(0) else {
          throw TransportFailure(
            .invalidArgument,
            "NN_SOCKET_NAME has up to \(maximum) bytes without NUL, not \(value.debugDescription)")
        }
        // The library wants an address also for no bytes.
        let count = bytes.count
        bytes.append(0)
        guard nn_setsockopt(socket, NN_SOL_SOCKET, NN_SOCKET_NAME, bytes, count) == 0 else {
          throw TransportFailure(nn_errno(), of: Nanomsg.self)
        }
      },
      read: { (socket) throws(TransportFailure) in
        // Larger than any name: the library ends a name with NUL only where there is room.
        var bytes = [UInt8](repeating: 0, count: maximum + 1)
        var size = bytes.count
        guard nn_getsockopt(socket, NN_SOL_SOCKET, NN_SOCKET_NAME, &bytes, &size) == 0 else {
          throw TransportFailure(nn_errno(), of: Nanomsg.self)
        }
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      })
  }
}

extension [Pattern<Nanomsg>] {
  /// These patterns and the raw halves of devices that speak them.
  static func andRaw(_ patterns: Self) -> Self { patterns + patterns.map { .raw($0) } }
}
