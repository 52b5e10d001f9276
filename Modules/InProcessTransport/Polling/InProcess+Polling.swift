public import Messaging
internal import POSIXSupport

extension InProcess: DescriptorSignalingTransport {
  /// A pipe's, which the next peer that has something to say makes readable. A socket has one from the first time on.
  public static func descriptors(
    awaiting interest: Readiness, on socket: inout SocketHandle
  ) throws(TransportFailure) -> [Int32]? {
    try socket.endpoint.pointee.descriptor(awaiting: interest).map { [$0] }
  }
}

extension InProcess: PollingTransport {
  /// A socket, and what it was found ready for.
  public struct PollEntry {
    fileprivate let endpoint: UnsafeMutablePointer<Endpoint>
    fileprivate let interest: Readiness
    fileprivate var readiness: Readiness = []
  }

  /// The socket.
  public static func pollEntry(
    for socket: inout SocketHandle, interest: Readiness
  ) throws(TransportFailure) -> PollEntry {
    PollEntry(endpoint: socket.endpoint, interest: interest)
  }

  /// `poll`, on a pipe of each socket, unless one is ready already.
  public static func poll(
    _ entries: inout [PollEntry], until deadline: Deadline
  ) throws(TransportFailure) {
    var awaited: [Int32] = []
    for entry in entries {
      if let descriptor = try entry.endpoint.pointee.descriptor(awaiting: entry.interest) {
        awaited.append(descriptor)
      }
    }
    if awaited.count == entries.count {
      try Descriptors.waitUntilReadable(any: awaited, until: deadline) { _ in }
    }
    for index in entries.indices {
      let interest = entries[index].interest
      entries[index].readiness = try entries[index].endpoint.pointee.readiness(for: interest)
    }
  }

  /// What it was found ready for.
  public static func readiness(of entry: PollEntry) -> Readiness { entry.readiness }
}
