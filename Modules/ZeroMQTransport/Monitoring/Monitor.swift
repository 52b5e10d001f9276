import CZeroMQ
public import Messaging
import POSIXSupport

/// Tells what happens to a socket's connections, in order.
///
///     var monitor = try push.monitor()
///     try push.connect("tcp://127.0.0.1:5555")
///     while true {
///       let event = try monitor.receive()
///       if event.kind == .handshakeSucceeded { break }
///     }
///
/// What was not received yet is kept, without limit. A monitor belongs to one thread at a time, which need not be the
/// socket's, and may move. Over `inproc`, there are no events.
public struct Monitor: ~Copyable, Sendable {
  private var events: Socket<ZeroMQ>
  private let link: MonitorLink
  private var isStopped = false

  init(events: consuming Socket<ZeroMQ>, link: MonitorLink) {
    self.events = events
    self.link = link
  }

  deinit { link.stopReporting() }

  /// Stops monitoring.
  public consuming func close() {}

  /// Waits for the next event.
  ///
  /// - Parameter deadline: When to give up waiting.
  /// - Throws: ``/Messaging/MessagingError`` with `timedOut` at the deadline, and `closed` after
  ///   ``MonitorEvent/Kind/stopped``, or after the transport was shut down (`ETERM`).
  public mutating func receive(deadline: Deadline = .never) throws(MessagingError) -> MonitorEvent {
    try requireRunning()
    return try read(events.receiveMultipart(deadline: deadline))
  }

  /// The next event if there is one.
  ///
  /// - Returns: The event; `nil` when there is none.
  /// - Throws: As ``receive(deadline:)``, except that there is no deadline.
  public mutating func tryReceive() throws(MessagingError) -> MonitorEvent? {
    try requireRunning()
    guard let message = try events.tryReceiveMultipart() else { return nil }
    return try read(message)
  }

  private func requireRunning() throws(MessagingError) {
    guard !isStopped else {
      throw MessagingError(
        TransportFailure(.closed, "the monitored socket was closed"), during: .receive, of: events.endpoint)
    }
  }

  private mutating func read(_ message: consuming MultipartMessage) throws(MessagingError) -> MonitorEvent {
    let parts = message.bytes
    guard parts.count == 2, parts[0].count == 6 else {
      throw MessagingError(
        TransportFailure(.other, "the library's event is malformed"), during: .receive, of: events.endpoint)
    }
    let (event, value) = parts[0].withUnsafeBytes { bytes in
      (
        bytes.loadUnaligned(as: UInt16.self),
        bytes.loadUnaligned(fromByteOffset: 2, as: UInt32.self)
      )
    }
    let kind = MonitorEvent.Kind(event, value)
    isStopped = kind == .stopped
    return MonitorEvent(kind: kind, endpoint: String(decoding: parts[1], as: UTF8.self))
  }
}

extension Socket where T == ZeroMQ {
  /// Starts telling what happens to the socket's connections from now on. One monitor at a time.
  ///
  /// - Returns: The monitor, owned by the caller.
  /// - Throws: ``/Messaging/MessagingError`` with ``/Messaging/MessagingError/Code/invalidState`` when the socket is
  ///   monitored already, ``/Messaging/MessagingError/Code/outOfResources`` when descriptors or memory ran out
  ///   (`EMFILE`), and ``/Messaging/MessagingError/Code/closed`` after the transport was shut down (`ETERM`).
  public mutating func monitor() throws(MessagingError) -> Monitor {
    let operation = MessagingError.Operation("monitor")
    let address = Address(scheme: "inproc", location: UniqueName.make())
    let (transport, link) = try withUnsafeHandle(during: operation) {
      (handle) throws(TransportFailure) -> (ZeroMQ, MonitorLink) in
      guard handle.monitor?.isReporting != true else {
        throw TransportFailure(.invalidState, "the socket is monitored already")
      }
      // The library opens a socket as well.
      try handle.context.requireOwn()
      try Descriptors.require(2 * ZeroMQ.Context.descriptorsOfSocket)
      try handle.context.names.bind(to: address.location) { () throws(TransportFailure) in
        guard zmq_socket_monitor(handle.pointer, address.description, ZMQ_EVENT_ALL) == 0 else {
          throw TransportFailure(zmq_errno(), of: ZeroMQ.self)
        }
      }
      let link = MonitorLink(reporting: handle.pointer, of: handle.context)
      handle.monitor = link
      return (ZeroMQ(context: handle.context), link)
    }
    do {
      var events = try transport.socket(.pair)
      // The library's threads would wait for room, and their connections with them.
      try events.withUnsafeHandle(during: operation) { (handle) throws(TransportFailure) in
        try handle.set(ZMQ_RCVHWM, Int32(0))
      }
      try events.connect(address.description)
      transport.context.names.willUnbind([address.location])
      return Monitor(events: events, link: link)
    } catch {
      link.stopReporting()
      throw error
    }
  }
}
