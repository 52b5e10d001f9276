import CZeroMQ
public import Messaging

extension MultipartMessage {
  /// Takes the first part out, as the sender's routing id. For what ``Messaging/Pattern/router`` and
  /// ``Messaging/Pattern/stream`` sockets receive.
  ///
  /// - Throws: ``/Messaging/MessagingError`` with `invalidArgument` when there is no part, or it is no routing id. Then
  ///   it is still there.
  public mutating func removeRoutingID() throws(MessagingError) -> RoutingID {
    guard !isEmpty else {
      throw MessagingError(
        TransportFailure(.invalidArgument, "a message without parts has no routing id"), during: .receive,
        of: nil)
    }
    let peer = try withBytes(at: 0) { (bytes) throws(MessagingError) in
      try RoutingID(bytes.withUnsafeBytes { [UInt8]($0) })
    }
    _ = remove(at: 0)
    return peer
  }

  /// Takes the envelope out: the parts in front of the first empty one, which goes as well. For what a
  /// ``Messaging/Pattern/router`` socket receives from ``/Messaging/Pattern/request`` sockets, also through proxies.
  ///
  /// **Ownership:** the envelope is the caller's. Put in front of a reply by ``insertEnvelope(_:)``, it takes it back.
  ///
  /// - Returns: The parts in front of the empty one; `nil`, with nothing taken out, when no part is empty.
  /// - Complexity: O(n) in the number of parts.
  public mutating func removeEnvelope() -> MultipartMessage? {
    guard let end = (0..<count).first(where: { withBytes(at: $0) { $0.isEmpty } }) else { return nil }
    let envelope = MultipartMessage(taking: Array(parts[..<end]))
    parts.removeSubrange(..<end)
    _ = remove(at: 0)
    return envelope
  }

  /// Puts an envelope, and the empty part that ends it, in front.
  ///
  /// **Ownership:** the envelope is consumed.
  ///
  /// - Complexity: O(n) in the number of parts.
  public mutating func insertEnvelope(_ envelope: consuming MultipartMessage) {
    parts.insert(ZeroMQ.makeEmptyMessage(), at: 0)
    parts.insert(contentsOf: envelope.takeParts(), at: 0)
  }

  /// The parts, which are the caller's from now on.
  mutating func takeParts() -> [zmq_msg_t] {
    var taken: [zmq_msg_t] = []
    swap(&taken, &parts)
    return taken
  }
}
