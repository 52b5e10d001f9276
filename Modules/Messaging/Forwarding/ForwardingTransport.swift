/// A transport whose library has sockets to pass messages on between others: whole, and with what leads replies back.
///
///     func broker<T: ForwardingTransport>(_ transport: T, asking: String, answering: String) throws -> AnyForwarder {
///       let patterns = T.forwardingPatterns(for: .requests)
///       var front = try transport.socket(patterns.front)
///       try front.bind(asking)
///       var back = try transport.socket(patterns.back)
///       try back.bind(answering)
///       return try T.forwarder(front, back)
///     }
public protocol ForwardingTransport: Transport {
  /// The patterns of the two sockets of a forwarder: at the front for those from whom the messages come, at the back for
  /// those for whom they are.
  static func forwardingPatterns(
    for traffic: ForwardedTraffic
  ) -> (front: Pattern<Self>, back: Pattern<Self>)

  /// Joins two sockets.
  ///
  /// **Ownership:** the sockets are the forwarder's, and close with it; also when the call throws.
  ///
  /// - Parameters:
  ///   - front: A socket of a pattern that ``forwardingPatterns(for:)`` names.
  ///   - back: One of the pattern that goes with it.
  /// - Throws: ``MessagingError`` with ``MessagingError/Code/invalidArgument`` for patterns that do not go together, and
  ///   ``MessagingError/Code/outOfResources`` (`EMFILE`).
  static func forwarder(
    _ front: consuming Socket<Self>, _ back: consuming Socket<Self>
  ) throws(MessagingError) -> AnyForwarder
}

/// What passes through a ``Forwarder``.
public enum ForwardedTraffic: CaseIterable, Hashable, Sendable {
  /// Requests go from ``Pattern/request`` sockets to ``Pattern/reply`` sockets, and replies back to those who asked.
  case requests
  /// Messages go from ``Pattern/push`` sockets to ``Pattern/pull`` sockets.
  case pipelines
  /// Messages go from ``Pattern/publish`` sockets to ``Pattern/subscribe`` sockets.
  case publications
  /// Messages go both ways between two ``Pattern/pair`` sockets.
  case pairs
}
