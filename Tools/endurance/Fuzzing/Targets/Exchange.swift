import Messaging

/// Whom a message goes to between a socket that is bound and an honest peer.
enum Exchange {
  case toBound
  case fromBound
  /// The peer asks, the bound socket answers.
  case answeredByBound
  /// The bound socket asks, the peer answers.
  case answeredByPeer
}

/// A bound socket's pattern, its honest peer's, and what goes between them.
struct Relation<T: Transport> {
  let bound: Pattern<T>
  let peer: Pattern<T>
  let exchange: Exchange
  /// Whether the honest peer has a place only while nobody else has, so that it comes for every check.
  var isExclusive = false
  /// Whether the place is always free again when a stranger has left.
  var placeBecomesFree = true
  /// Errors that are answers to a transfer which is against the pattern's order, or of what is too large, or to who has left.
  var answers = Self.usualAnswers
  /// What the sockets need to be set to before they are bound and connected.
  var prepareBound: @Sendable (inout Socket<T>) throws -> Void = { _ in }
  var preparePeer: @Sendable (inout Socket<T>) throws -> Void = { _ in }

  static var usualAnswers: [MessagingError.Code] { [.invalidState, .messageTooLarge, .timedOut] }

  /// The relations that every transport has.
  static var common: [Relation] {
    [
      Relation(bound: .pull, peer: .push, exchange: .toBound),
      Relation(bound: .push, peer: .pull, exchange: .fromBound),
      Relation(bound: .publish, peer: .subscribe, exchange: .fromBound),
      Relation(bound: .subscribe, peer: .publish, exchange: .toBound),
      Relation(bound: .reply, peer: .request, exchange: .answeredByBound),
      Relation(bound: .request, peer: .reply, exchange: .answeredByPeer),
      Relation(bound: .pair, peer: .pair, exchange: .toBound, isExclusive: true),
    ]
  }
}
