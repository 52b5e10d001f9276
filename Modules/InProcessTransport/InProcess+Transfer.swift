public import Messaging

extension InProcess {
  /// Sends a message: a large one is handed over, a small one copied into the queue and freed here.
  public static func send(
    _ message: inout MessageStorage, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    socket.endpoint.pointee.send(&message)
  }

  /// Sends a copy: of a small message straight into the queue, of a large one into a block.
  public static func send(
    copying bytes: UnsafeRawBufferPointer, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    socket.endpoint.pointee.send(copying: bytes)
  }

  /// Receives a message: a large one as the sender wrote it, a small one into the block that `message` has,
  /// if any.
  public static func receive(
    into message: inout MessageStorage, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    socket.endpoint.pointee.receive(into: &message)
  }

  /// Receives into the caller's memory, straight out of the queue or the sender's block.
  public static func receive(
    into buffer: UnsafeMutableRawBufferPointer, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    socket.endpoint.pointee.receive(into: buffer)
  }

  /// Waits until a transfer is worth trying again: looks for some microseconds, then sleeps.
  public static func wait(
    for direction: Direction, on socket: inout SocketHandle, until deadline: Deadline
  ) throws(TransportFailure) -> Bool {
    try socket.endpoint.pointee.wait(for: direction, until: deadline)
  }
}
