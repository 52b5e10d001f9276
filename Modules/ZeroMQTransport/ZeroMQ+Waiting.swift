import CZeroMQ
public import Messaging
import POSIXSupport

extension ZeroMQ {
  /// `zmq_poll`, in whole milliseconds. Ends with `ETERM` after ``shutdown()``.
  ///
  /// The library reports a request or reply socket as ready for neither direction before its turn. It is out of turn when
  /// it is ready for the other one; and a reply socket also when it is not ready to send, since replies do not wait.
  public static func wait(
    for direction: Direction, on socket: inout SocketHandle, until deadline: Deadline
  ) throws(TransportFailure) -> Bool {
    let isSending = direction == .sending
    if isSending, socket.isBlocked {
      socket.isBlocked = false
      if SocketType.claimsRoom(socket.type) { return try socket.waitForCommand(until: deadline) }
    }
    let wanted = Int16(isSending ? ZMQ_POLLOUT : ZMQ_POLLIN)
    let alternates = socket.traits.contains(.alternating)
    let isImmediate = isSending && socket.type == ZMQ_REP
    var item = zmq_pollitem_t(
      socket: socket.pointer, fd: -1, events: alternates ? Int16(ZMQ_POLLIN | ZMQ_POLLOUT) : wanted,
      revents: 0)
    if zmq_poll(&item, 1, isImmediate ? 0 : Int(deadline.remainingMilliseconds)) < 0 {
      let number = socket.meaning(of: zmq_errno())
      if number == EINTR { return false }
      throw TransportFailure(number, of: ZeroMQ.self)
    }
    if item.revents & wanted != 0 { return true }
    guard item.revents == 0, !isImmediate else { throw TransportFailure(EFSM, of: ZeroMQ.self) }
    return false
  }
}

extension ZeroMQ.SocketHandle {
  /// Waits until a peer, or a thread of the library's, has something to say to the socket, such as that there is room again.
  ///
  /// - Returns: As `ZeroMQ.wait(for:on:until:)`.
  fileprivate func waitForCommand(until deadline: Deadline) throws(TransportFailure) -> Bool {
    let descriptor: Int32 = try value(of: ZMQ_FD)
    let isReadable = Descriptors.waitUntilReadable(descriptor, until: deadline)
    // Has the commands carried out, without which the descriptor stays readable.
    let _: Int32 = try value(of: ZMQ_EVENTS)
    return isReadable
  }
}
