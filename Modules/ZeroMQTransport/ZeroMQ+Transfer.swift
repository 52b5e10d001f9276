public import CZeroMQ
public import Messaging

extension ZeroMQ {
  /// `zmq_msg_send`: hands the message's content over.
  @inlinable
  public static func send(
    _ message: inout zmq_msg_t, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    result(zmq_msg_send(&message, socket.pointer, mayBlock ? 0 : ZMQ_DONTWAIT))
  }

  /// `zmq_send`: copies the bytes.
  @inlinable
  public static func send(
    copying bytes: UnsafeRawBufferPointer, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    result(zmq_send(socket.pointer, bytes.baseAddress, bytes.count, mayBlock ? 0 : ZMQ_DONTWAIT))
  }

  /// `zmq_msg_recv`: the message's bytes are where libzmq received them.
  @inlinable
  public static func receive(
    into message: inout zmq_msg_t, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    result(zmq_msg_recv(&message, socket.pointer, mayBlock ? 0 : ZMQ_DONTWAIT))
  }

  /// `zmq_recv`: copies the bytes.
  @inlinable
  public static func receive(
    into buffer: UnsafeMutableRawBufferPointer, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    result(zmq_recv(socket.pointer, buffer.baseAddress, buffer.count, mayBlock ? 0 : ZMQ_DONTWAIT))
  }

  @inlinable
  static func result(_ returned: Int32) -> TransferResult {
    returned >= 0 ? .success(Int(returned)) : .failure(zmq_errno())
  }

  /// `zmq_poll`, in whole milliseconds. Ends with `ETERM` after ``shutdown()``.
  ///
  /// The library reports a request or reply socket as ready for neither direction before its turn. It is out of turn when
  /// it is ready for the other one; and a reply socket also when it is not ready to send, since replies do not wait.
  public static func wait(
    for direction: Direction, on socket: inout SocketHandle, until deadline: Deadline
  ) throws(TransportFailure) -> Bool {
    let isSending = direction == .sending
    let wanted = Int16(isSending ? ZMQ_POLLOUT : ZMQ_POLLIN)
    let alternates = socket.type == ZMQ_REQ || socket.type == ZMQ_REP
    let isImmediate = isSending && socket.type == ZMQ_REP
    var item = zmq_pollitem_t(
      socket: socket.pointer, fd: -1, events: alternates ? Int16(ZMQ_POLLIN | ZMQ_POLLOUT) : wanted,
      revents: 0)
    if zmq_poll(&item, 1, isImmediate ? 0 : Int(deadline.remainingMilliseconds)) < 0 {
      let number = zmq_errno()
      if number == EINTR { return false }
      throw TransportFailure(number, of: ZeroMQ.self)
    }
    if item.revents & wanted != 0 { return true }
    guard item.revents == 0, !isImmediate else { throw TransportFailure(EFSM, of: ZeroMQ.self) }
    return false
  }
}
