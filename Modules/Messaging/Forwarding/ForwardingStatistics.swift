/// What a ``Forwarder`` has passed on.
public struct ForwardingStatistics: Hashable, Sendable {
  /// Messages that came in at the front and went out at the back.
  public var messagesFromFront = 0
  /// Their size in bytes, with all parts.
  public var bytesFromFront = 0
  /// Messages that came in at the back and went out at the front.
  public var messagesFromBack = 0
  /// Their size in bytes, with all parts.
  public var bytesFromBack = 0
  /// Messages from either side that were larger than a socket's ``Socket/maximumMessageSize``, and dropped.
  public var messagesTooLarge = 0

  /// Nothing.
  public init() {}

  mutating func add(_ other: Self) {
    messagesFromFront += other.messagesFromFront
    bytesFromFront += other.bytesFromFront
    messagesFromBack += other.messagesFromBack
    bytesFromBack += other.bytesFromBack
    messagesTooLarge += other.messagesTooLarge
  }
}
