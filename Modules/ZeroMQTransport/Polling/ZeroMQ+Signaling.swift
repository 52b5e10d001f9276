import CZeroMQ
public import Messaging

extension ZeroMQ: DescriptorSignalingTransport {
  /// `ZMQ_FD`, after a look at `ZMQ_EVENTS`.
  ///
  /// The library says of some patterns that they can always send. Of those, one that also receives is not waited for in both
  /// directions: looking whether it can receive would carry out the command that there is room again.
  public static func descriptors(
    awaiting interest: Readiness, on socket: inout SocketHandle
  ) throws(TransportFailure) -> [Int32]? {
    let descriptor: Int32 = try socket.value(of: ZMQ_FD)
    if SocketType.claimsRoom(socket.type), interest.contains(.sending) {
      guard !interest.contains(.receiving) else {
        throw TransportFailure(.unsupported, "this pattern is waited for in one direction at a time")
      }
      if socket.isBlocked {
        socket.isBlocked = false
        return [descriptor]
      }
    }
    let events: Int32 = try socket.value(of: ZMQ_EVENTS)
    return Readiness(events: Int16(events)).isDisjoint(with: interest) ? [descriptor] : nil
  }
}
