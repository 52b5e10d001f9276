public import CNanomsg
public import Messaging
import POSIXSupport
public import Synchronization

// Every call is non-blocking and `wait` does the waiting, on the descriptor that the library's own blocking
// calls wait on: so that a shutdown ends it, which the library offers only for the whole process.
extension Nanomsg {
  /// `nn_send` with `NN_MSG`: hands the chunk over. `inproc` copies it all the same.
  @inlinable
  public static func send(
    _ message: inout MessageStorage, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    guard message.chunk != nil else {
      return send(copying: UnsafeRawBufferPointer(start: nil, count: 0), on: &socket, mayBlock: mayBlock)
    }
    if let failure = socket.failure(unless: socket.turn.maySend) { return failure }
    // The length NN_MSG makes the call take the chunk whose address it finds at the pointer.
    let result = nn_send(socket.number, &message.chunk, Self.wholeMessage, NN_DONTWAIT)
    guard result >= 0 else { return .failure(nn_errno()) }
    message.chunk = nil
    socket.turn.didSend()
    return .success(Int(result))
  }

  /// `nn_send`: copies the bytes.
  @inlinable
  public static func send(
    copying bytes: UnsafeRawBufferPointer, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    if let failure = socket.failure(unless: socket.turn.maySend) { return failure }
    let result = nn_send(socket.number, bytes.baseAddress, bytes.count, NN_DONTWAIT)
    guard result >= 0 else { return .failure(nn_errno()) }
    socket.turn.didSend()
    return .success(Int(result))
  }

  /// `nn_recv` with `NN_MSG`: the chunk that nanomsg received, or a copy of up to 31 bytes.
  @inlinable
  public static func receive(
    into message: inout MessageStorage, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    if let failure = socket.failure(unless: socket.turn.mayReceive) { return failure }
    var chunk: UnsafeMutableRawPointer?
    let result = nn_recv(socket.number, &chunk, Self.wholeMessage, NN_DONTWAIT)
    guard result >= 0 else { return socket.receivedNothing(nn_errno()) }
    release(&message)
    message.chunk = chunk
    socket.turn.didReceive()
    return .success(Int(result))
  }

  /// `nn_recv`: copies the bytes.
  @inlinable
  public static func receive(
    into buffer: UnsafeMutableRawBufferPointer, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    if let failure = socket.failure(unless: socket.turn.mayReceive) { return failure }
    let result = nn_recv(socket.number, buffer.baseAddress, buffer.count, NN_DONTWAIT)
    guard result >= 0 else { return socket.receivedNothing(nn_errno()) }
    socket.turn.didReceive()
    return .success(Int(result))
  }

  /// `NN_MSG`, whose definition is a cast that Swift does not import.
  @inlinable
  static var wholeMessage: Int { -1 }
}

extension Nanomsg.SocketHandle {
  @inlinable
  func failure(unless isItsTurn: Bool) -> TransferResult? {
    if isShutDown.pointee.load(ordering: .relaxed) { return ended }
    return isItsTurn ? nil : outOfTurn
  }

  @usableFromInline
  var ended: TransferResult { .failure(context.end) }

  @usableFromInline
  var outOfTurn: TransferResult { .failure(type.isRaw ? ENOTSUP : EFSM) }

  /// Keeps the turn in step with the library after a receive that failed.
  @usableFromInline
  mutating func receivedNothing(_ number: Int32) -> TransferResult {
    if number == ETIMEDOUT { turn.surveyEnded() }
    turn.didNotReceive()
    return .failure(number)
  }
}
