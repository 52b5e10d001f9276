import CNanomsg
public import Messaging
import POSIXSupport

/// As `nn_poll`, which polls the same descriptors but does not end with ``shutdown()``.
extension Nanomsg: PollingTransport {
  /// The descriptors of a socket, and whether they were readable.
  public struct PollEntry {
    /// -1 for a direction that is not waited for.
    let receiveDescriptor: Int32
    let sendDescriptor: Int32
    let wakeDescriptor: Int32
    var readiness: Readiness = []
  }

  /// `NN_RCVFD` and `NN_SNDFD`.
  public static func pollEntry(
    for socket: inout SocketHandle, interest: Readiness
  ) throws(TransportFailure) -> PollEntry {
    if let failure = socket.failure(unless: true) {
      throw TransportFailure(failure.errorNumber, of: Nanomsg.self)
    }
    let receives = interest.contains(.receiving) && socket.turn.mayReceive
    let sends = interest.contains(.sending) && socket.turn.maySend
    return PollEntry(
      receiveDescriptor: receives ? socket.receiveDescriptor : -1,
      sendDescriptor: sends ? socket.sendDescriptor : -1, wakeDescriptor: socket.context.wakeDescriptor)
  }

  /// `poll`.
  public static func poll(
    _ entries: inout [PollEntry], until deadline: Deadline
  ) throws(TransportFailure) {
    let descriptors = entries.flatMap { [$0.receiveDescriptor, $0.sendDescriptor, $0.wakeDescriptor] }
    var isShutDown = false
    Descriptors.waitUntilReadable(any: descriptors, until: deadline) { index in
      switch index % 3 {
      case 0: entries[index / 3].readiness.insert(.receiving)
      case 1: entries[index / 3].readiness.insert(.sending)
      default: isShutDown = true
      }
    }
    if isShutDown { throw TransportFailure(ETERM, of: Nanomsg.self) }
  }

  /// What was readable.
  public static func readiness(of entry: PollEntry) -> Readiness { entry.readiness }
}
