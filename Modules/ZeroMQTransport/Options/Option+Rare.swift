import CZeroMQ
import Messaging
import POSIXSupport

// What multicast (`pgm`) and virtual machines (`vmci`) need: a libzmq built without either has no use for the first and
// rejects the second.
extension ZeroMQ.Option where Value == Int {
  /// The rate of multicast in kilobits per second, from 1; 100 unless set (`ZMQ_RATE`).
  public static var multicastRate: Self { number("ZMQ_RATE", ZMQ_RATE, in: 1...Int(Int32.max)) }

  /// How many routers multicast passes, from 1 to 255; 1 unless set (`ZMQ_MULTICAST_HOPS`).
  public static var multicastHops: Self { number("ZMQ_MULTICAST_HOPS", ZMQ_MULTICAST_HOPS, in: 1...255) }

  /// The largest size in bytes of a packet of multicast, from 1 to 65535; 1500 unless set (`ZMQ_MULTICAST_MAXTPDU`).
  public static var multicastPacketSize: Self {
    number("ZMQ_MULTICAST_MAXTPDU", ZMQ_MULTICAST_MAXTPDU, in: 1...65_535)
  }

  /// The size in bytes of the buffer between virtual machines (`ZMQ_VMCI_BUFFER_SIZE`).
  public static var vmciBufferSize: Self { size("ZMQ_VMCI_BUFFER_SIZE", ZMQ_VMCI_BUFFER_SIZE) }

  /// The least size in bytes of that buffer (`ZMQ_VMCI_BUFFER_MIN_SIZE`).
  public static var vmciMinimumBufferSize: Self { size("ZMQ_VMCI_BUFFER_MIN_SIZE", ZMQ_VMCI_BUFFER_MIN_SIZE) }

  /// The greatest size in bytes of that buffer (`ZMQ_VMCI_BUFFER_MAX_SIZE`).
  public static var vmciMaximumBufferSize: Self { size("ZMQ_VMCI_BUFFER_MAX_SIZE", ZMQ_VMCI_BUFFER_MAX_SIZE) }

  private static func size(_ constant: String, _ number: Int32) -> Self {
    Self(
      setting: ZeroMQ.Setting(constant: constant, patterns: nil) { (socket, value) throws(TransportFailure) in
        try socket.set(number, UInt64(try checked(constant, value, in: 1...Int(Int32.max))))
      },
      read: { (socket) throws(TransportFailure) in
        let size: UInt64 = try socket.value(of: number)
        return Int(clamping: size)
      })
  }
}

extension ZeroMQ.Option where Value == Duration {
  /// How long multicast keeps what a receiver may have missed, from 1 ms; 10 s unless set (`ZMQ_RECOVERY_IVL`).
  public static var multicastRecoveryTime: Self {
    time("ZMQ_RECOVERY_IVL", ZMQ_RECOVERY_IVL, in: .milliseconds(1)...(.longest))
  }
}

extension ZeroMQ.Option where Value == Duration? {
  /// How long connecting between virtual machines may take, from 1 ms; `nil` for as long as the system does
  /// (`ZMQ_VMCI_CONNECT_TIMEOUT`).
  public static var vmciConnectTimeout: Self {
    timeOrNone(
      "ZMQ_VMCI_CONNECT_TIMEOUT", ZMQ_VMCI_CONNECT_TIMEOUT, in: .milliseconds(1)...(.longest), none: -1)
  }
}

extension ZeroMQ.Option where Value == Int32? {
  /// A descriptor that listens already, to accept peers from rather than opening one; `nil`, as unless set, for none
  /// (`ZMQ_USE_FD`).
  ///
  /// **Ownership:** binding hands the descriptor over to the library, which closes it with the socket, and takes the option
  /// back. The address bound to is then only a name, of the descriptor's family.
  public static var listeningDescriptor: Self {
    number("ZMQ_USE_FD", ZMQ_USE_FD) { (value) throws(TransportFailure) in
      guard let value else { return -1 }
      // The library asserts that it can be used.
      guard Descriptors.isListening(value) else {
        throw TransportFailure(.invalidArgument, "ZMQ_USE_FD takes a descriptor that listens, not \(value)")
      }
      return value
    } decode: {
      $0 < 0 ? nil : $0
    }
  }
}

// Superseded by ``Authenticator``, and kept by libzmq. Each adds a filter; none at all accepts everybody.
extension ZeroMQ.Setting where Value == String? {
  /// Accepts `tcp` peers from a network, such as `192.0.2.0/24`, besides those of other filters; `nil` takes all filters of
  /// addresses back (`ZMQ_TCP_ACCEPT_FILTER`).
  public static var acceptedNetwork: Self {
    Self(constant: "ZMQ_TCP_ACCEPT_FILTER", patterns: nil) { (socket, value) throws(TransportFailure) in
      guard let value else {
        return try socket.clear(ZMQ_TCP_ACCEPT_FILTER)
      }
      guard (1...255).contains(value.utf8.count), value.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
        throw TransportFailure(
          .invalidArgument, "ZMQ_TCP_ACCEPT_FILTER takes an address, not \(value.debugDescription)")
      }
      do throws(TransportFailure) {
        try socket.set(ZMQ_TCP_ACCEPT_FILTER, bytes: Array(value.utf8))
      } catch {
        guard error.number == EINVAL else { throw error }
        throw TransportFailure(.invalidArgument, "\(value.debugDescription) is no address of a network")
      }
    }
  }
}

extension ZeroMQ.Setting where Value == Int32? {
  /// Accepts `ipc` peers of a user, besides those of other filters; `nil` takes all filters of users back
  /// (`ZMQ_IPC_FILTER_UID`).
  public static var acceptedUser: Self { filter("ZMQ_IPC_FILTER_UID", ZMQ_IPC_FILTER_UID) }

  /// Accepts `ipc` peers of a group. As ``acceptedUser`` (`ZMQ_IPC_FILTER_GID`).
  public static var acceptedGroup: Self { filter("ZMQ_IPC_FILTER_GID", ZMQ_IPC_FILTER_GID) }

  /// Accepts an `ipc` peer by its process. As ``acceptedUser`` (`ZMQ_IPC_FILTER_PID`).
  public static var acceptedProcess: Self { filter("ZMQ_IPC_FILTER_PID", ZMQ_IPC_FILTER_PID) }

  private static func filter(_ constant: String, _ number: Int32) -> Self {
    Self(constant: constant, patterns: nil) { (socket, value) throws(TransportFailure) in
      guard let value else {
        return try socket.clear(number)
      }
      guard value >= 0 else { throw outOfRange(constant, 0...Int32.max, value) }
      try socket.set(number, value)
    }
  }
}
