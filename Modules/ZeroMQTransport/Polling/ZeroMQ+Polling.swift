public import CZeroMQ
public import Messaging
import POSIXSupport

extension ZeroMQ: DescriptorPollingTransport {
  /// A `zmq_pollitem_t`.
  public typealias PollEntry = zmq_pollitem_t

  /// What `zmq_poll` needs. The library itself passes a direction over that is out of turn.
  public static func pollEntry(
    for socket: inout SocketHandle, interest: Readiness
  ) throws(TransportFailure) -> zmq_pollitem_t {
    try socket.context.requireOwn()
    return zmq_pollitem_t(socket: socket.pointer, fd: -1, events: interest.events, revents: 0)
  }

  /// What `zmq_poll` needs.
  public static func pollEntry(forDescriptor descriptor: Int32, interest: Readiness) -> zmq_pollitem_t {
    zmq_pollitem_t(socket: nil, fd: descriptor, events: interest.events, revents: 0)
  }

  /// `zmq_poll`, in whole milliseconds. Ends with `ETERM` after ``shutdown()``.
  public static func poll(
    _ entries: inout [zmq_pollitem_t], until deadline: Deadline
  ) throws(TransportFailure) {
    // The library asserts that the system polls as many.
    try Descriptors.requirePolling(entries.count)
    guard zmq_poll(&entries, Int32(entries.count), Int(deadline.remainingMilliseconds)) < 0 else { return }
    let number = zmq_errno()
    guard number == EINTR else { throw TransportFailure(number, of: ZeroMQ.self) }
    for index in entries.indices { entries[index].revents = 0 }
  }

  /// `revents`. A descriptor that failed is ready for whatever is waited for, which then tells why.
  public static func readiness(of entry: zmq_pollitem_t) -> Readiness {
    let hasFailed = entry.revents & Int16(ZMQ_POLLERR) != 0
    return Readiness(events: hasFailed ? entry.events : entry.revents)
  }
}

extension Readiness {
  /// What `zmq_poll` waits for.
  fileprivate var events: Int16 {
    Int16((contains(.receiving) ? ZMQ_POLLIN : 0) | (contains(.sending) ? ZMQ_POLLOUT : 0))
  }
}
