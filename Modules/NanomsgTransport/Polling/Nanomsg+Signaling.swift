public import Messaging

extension Nanomsg: DescriptorSignalingTransport {
  /// `NN_RCVFD` and `NN_SNDFD`, and a pipe's that ``shutdown()`` makes readable.
  public static func descriptors(
    awaiting interest: Readiness, on socket: inout SocketHandle
  ) throws(TransportFailure) -> [Int32]? {
    let entry = try pollEntry(for: &socket, interest: interest)
    return [entry.receiveDescriptor, entry.sendDescriptor, entry.wakeDescriptor].filter { $0 >= 0 }
  }
}
