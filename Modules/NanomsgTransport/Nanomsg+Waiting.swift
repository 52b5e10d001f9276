import CNanomsg
public import Messaging
import POSIXSupport

extension Nanomsg {
  /// `poll` on the library's descriptor for the direction, and on the one that ``shutdown()`` makes readable.
  public static func wait(
    for direction: Direction, on socket: inout SocketHandle, until deadline: Deadline
  ) throws(TransportFailure) -> Bool {
    let isItsTurn = direction == .sending ? socket.turn.maySend : socket.turn.mayReceive
    if let failure = socket.failure(unless: isItsTurn) {
      throw TransportFailure(failure.errorNumber, of: Nanomsg.self)
    }
    let descriptor = direction == .sending ? socket.sendDescriptor : socket.receiveDescriptor
    let state = Descriptors.waitUntilReadable(
      descriptor, orWake: socket.context.wakeDescriptor, until: deadline)
    guard !state.isWoken else { throw TransportFailure(socket.context.end, of: Nanomsg.self) }
    return state.isReadable
  }

  /// Waits, for the time of the socket's linger, until the library handed its last message to the kernel, which
  /// delivers it. It can tell only of a socket with one peer: there, it is ready to send again.
  static func flush(_ socket: SocketHandle) {
    guard socket.turn == .free || socket.type.isRaw, socket.sendDescriptor >= 0,
      nn_get_statistic(socket.number, NN_STAT_MESSAGES_SENT) > 0,
      nn_get_statistic(socket.number, NN_STAT_CURRENT_CONNECTIONS) > 0
    else { return }
    let deadline = Deadline.after(socket.linger)
    while Descriptors.waitUntilReadable(
      socket.sendDescriptor, orWake: socket.context.wakeDescriptor, until: deadline
    ).isInterrupted {}
  }
}
