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
    try socket.context.requireOpen()
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
    var descriptors: [Int32] = []
    for entry in entries where !descriptors.contains(entry.wakeDescriptor) {
      descriptors.append(entry.wakeDescriptor)
    }
    let wakes = descriptors.count
    var sources: [(index: Int, readiness: Readiness)] = []
    func add(_ descriptor: Int32, _ index: Int, _ readiness: Readiness) {
      guard descriptor >= 0 else { return }
      descriptors.append(descriptor)
      sources.append((index, readiness))
    }
    for (index, entry) in entries.enumerated() {
      add(entry.receiveDescriptor, index, .receiving)
      add(entry.sendDescriptor, index, .sending)
    }
    var isShutDown = false
    try Descriptors.waitUntilReadable(any: descriptors, until: deadline) { number in
      guard number >= wakes else { return isShutDown = true }
      let source = sources[number - wakes]
      entries[source.index].readiness.insert(source.readiness)
    }
    if isShutDown { throw TransportFailure(ETERM, of: Nanomsg.self) }
  }

  /// What was readable.
  public static func readiness(of entry: PollEntry) -> Readiness { entry.readiness }
}
