public import CZeroMQ
public import Messaging

extension ZeroMQ {
  /// `zmq_msg_send`: hands the message's content over.
  @inlinable
  public static func send(
    _ message: inout zmq_msg_t, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    guard !socket.namesPeers else { return .failure(ENOTSUP) }
    let sent = zmq_msg_send(&message, socket.pointer, mayBlock ? 0 : ZMQ_DONTWAIT)
    return sent >= 0 ? .success(Int(sent)) : sendingFailed(on: &socket)
  }

  /// `zmq_send`: copies the bytes.
  @inlinable
  public static func send(
    copying bytes: UnsafeRawBufferPointer, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    guard !socket.namesPeers else { return .failure(ENOTSUP) }
    let sent = zmq_send(socket.pointer, bytes.baseAddress, bytes.count, mayBlock ? 0 : ZMQ_DONTWAIT)
    return sent >= 0 ? .success(Int(sent)) : sendingFailed(on: &socket)
  }

  /// `zmq_msg_recv`: the message's bytes are where libzmq received them.
  @inlinable
  public static func receive(
    into message: inout zmq_msg_t, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    let count = zmq_msg_recv(&message, socket.pointer, mayBlock ? 0 : ZMQ_DONTWAIT)
    return count >= 0 ? .success(Int(count)) : receivingFailed(on: socket)
  }

  /// `zmq_recv`: copies the bytes.
  @inlinable
  public static func receive(
    into buffer: UnsafeMutableRawBufferPointer, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    let count = zmq_recv(socket.pointer, buffer.baseAddress, buffer.count, mayBlock ? 0 : ZMQ_DONTWAIT)
    return count >= 0 ? .success(Int(count)) : receivingFailed(on: socket)
  }

  @inlinable
  static func result(_ returned: Int32) -> TransferResult {
    returned >= 0 ? .success(Int(returned)) : .failure(zmq_errno())
  }

  /// Notes that the socket is blocked, which the library does not tell of every pattern.
  @usableFromInline
  static func sendingFailed(on socket: inout SocketHandle) -> TransferResult {
    let number = zmq_errno()
    if number == EAGAIN { socket.isBlocked = true }
    return .failure(socket.meaning(of: number))
  }

  @inlinable
  static func receivingFailed(on socket: borrowing SocketHandle) -> TransferResult {
    .failure(socket.meaning(of: zmq_errno()))
  }
}

extension ZeroMQ.SocketHandle {
  /// What an error number of the library says: to a child process, everything is interrupted, for ever.
  @inlinable
  func meaning(of number: Int32) -> Int32 { number == EINTR ? interruption : number }

  @usableFromInline
  var interruption: Int32 { context.isInherited ? ZeroMQ.inherited : EINTR }
}
