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
    // The system polls no more than the process may have open: each once, though sockets share that of the transport.
    let wakes = Set(entries.map(\.wakeDescriptor))
    var descriptors = Array(wakes)
    var sources: [(index: Int, readiness: Readiness)] = []
    for (index, entry) in entries.enumerated() {
      for (descriptor, readiness) in [
        (entry.receiveDescriptor, Readiness.receiving), (entry.sendDescriptor, .sending),
      ]
      where descriptor >= 0 {
        descriptors.append(descriptor)
        sources.append((index, readiness))
      }
    }
    var isShutDown = false
    try Descriptors.waitUntilReadable(any: descriptors, until: deadline) { number in
      guard number >= wakes.count else { return isShutDown = true }
      let source = sources[number - wakes.count]
      entries[source.index].readiness.insert(source.readiness)
    }
    if isShutDown { throw TransportFailure(ETERM, of: Nanomsg.self) }
  }

  /// What was readable.
  public static func readiness(of entry: PollEntry) -> Readiness { entry.readiness }
}
