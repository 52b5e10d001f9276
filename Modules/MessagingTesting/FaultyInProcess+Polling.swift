public import Messaging
internal import POSIXSupport

extension FaultyInProcess: DescriptorSignalingTransport {
  /// A pipe's, as that of ``/InProcessTransport/InProcess``, which is readable also when a message arrives late or a connection
  /// is back.
  public static func descriptors(
    awaiting interest: Readiness, on socket: inout SocketHandle
  ) throws(TransportFailure) -> [Int32]? {
    let descriptor = try socket.socket.withLock { socket throws(TransportFailure) in
      try socket.descriptor(awaiting: interest)
    }
    return descriptor.map { [$0] }
  }
}

extension FaultyInProcess: PollingTransport {
  /// A socket, and what it was found ready for.
  public struct PollEntry {
    fileprivate let socket: FaultySocket
    fileprivate let interest: Readiness
    fileprivate var readiness: Readiness = []
  }

  /// The socket.
  public static func pollEntry(
    for socket: inout SocketHandle, interest: Readiness
  ) throws(TransportFailure) -> PollEntry {
    PollEntry(socket: socket.socket, interest: interest)
  }

  /// `poll`, on a pipe of each socket, unless one is ready already.
  public static func poll(
    _ entries: inout [PollEntry], until deadline: Deadline
  ) throws(TransportFailure) {
    var awaited: [Int32] = []
    for entry in entries {
      let descriptor = try entry.socket.withLock { socket throws(TransportFailure) in
        try socket.descriptor(awaiting: entry.interest)
      }
      if let descriptor { awaited.append(descriptor) }
    }
    if awaited.count == entries.count {
      try Descriptors.waitUntilReadable(any: awaited, until: deadline) { _ in }
    }
    for index in entries.indices {
      let entry = entries[index]
      entries[index].readiness = try entry.socket.withLock { socket throws(TransportFailure) in
        try socket.readiness(for: entry.interest)
      }
    }
  }

  /// What it was found ready for.
  public static func readiness(of entry: PollEntry) -> Readiness { entry.readiness }
}
