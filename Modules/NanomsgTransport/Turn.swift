/// Whose turn it is on a socket that alternates. nanomsg would give up the pending request instead of
/// refusing the call that is out of turn.
@frozen
@usableFromInline
enum Turn {
  /// The pattern has no turns.
  case free
  /// A request or a reply is to be sent next.
  case toSend
  /// A reply or a request is to be received next.
  case toReceive

  @inlinable
  var maySend: Bool { self != .toReceive }

  @inlinable
  var mayReceive: Bool { self != .toSend }

  @inlinable
  mutating func didSend() { if self == .toSend { self = .toReceive } }

  @inlinable
  mutating func didReceive() { if self == .toReceive { self = .toSend } }
}
