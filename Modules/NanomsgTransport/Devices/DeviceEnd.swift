import CNanomsg
import Messaging

/// What a device needs of one of its sockets.
struct DeviceEnd {
  let number: Int32
  let type: SocketType
  /// -1 where the pattern does not receive, or send.
  let receiveDescriptor: Int32
  let sendDescriptor: Int32
  let context: Nanomsg.Context

  var receives: Bool { receiveDescriptor >= 0 }
  var sends: Bool { sendDescriptor >= 0 }

  /// Whether messages of one can be sent by the other: of the same family of patterns, which the library numbers in
  /// sixteens, and each able to send what the other receives.
  func goesWith(_ other: DeviceEnd) -> Bool {
    type.number / 16 == other.type.number / 16 && receives == other.sends && sends == other.receives
  }
}

extension Socket where T == Nanomsg {
  /// - Throws: ``/Messaging/MessagingError`` with `invalidArgument` when the socket is not raw.
  mutating func deviceEnd() throws(MessagingError) -> DeviceEnd {
    let pattern = pattern
    return try withUnsafeHandle(during: .open) { (handle) throws(TransportFailure) in
      guard handle.type.isRaw else {
        throw TransportFailure(.invalidArgument, "a device joins raw sockets, not one of \(pattern)")
      }
      return DeviceEnd(
        number: handle.number, type: handle.type, receiveDescriptor: handle.receiveDescriptor,
        sendDescriptor: handle.sendDescriptor, context: handle.context)
    }
  }
}
