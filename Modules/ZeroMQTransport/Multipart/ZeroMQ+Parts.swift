public import CZeroMQ
public import Messaging

// For loops that send the same first part again and again, and see to the order of parts themselves. `MultipartMessage`
// owns its parts, which takes an array for each message.
extension ZeroMQ {
  /// `zmq_send` with `ZMQ_SNDMORE`: sends a copy of bytes as a part that another one has to follow. As
  /// ``send(copying:on:mayBlock:)``.
  @inlinable
  package static func send(
    first bytes: UnsafeRawBufferPointer, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    let flags = mayBlock ? ZMQ_SNDMORE : ZMQ_SNDMORE | ZMQ_DONTWAIT
    let sent = zmq_send(socket.pointer, bytes.baseAddress, bytes.count, flags)
    return sent >= 0 ? .success(Int(sent)) : sendingFailed(on: &socket)
  }

  /// `zmq_msg_send`: hands a message over as the last part. The library waited for room with the first one.
  @inlinable
  package static func send(last message: inout zmq_msg_t, on socket: inout SocketHandle) -> TransferResult {
    result(zmq_msg_send(&message, socket.pointer, ZMQ_DONTWAIT))
  }

  /// `zmq_send`: sends a copy of bytes as the last part. As ``send(last:on:)``.
  @inlinable
  package static func send(
    lastCopying bytes: UnsafeRawBufferPointer, on socket: inout SocketHandle
  ) -> TransferResult {
    result(zmq_send(socket.pointer, bytes.baseAddress, bytes.count, ZMQ_DONTWAIT))
  }
}
