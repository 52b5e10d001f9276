/// Whose turn it is on a socket that has turns. nanomsg would give up the pending request instead of
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
  /// No survey is under way: one may be sent.
  case toSurvey
  /// A survey is under way: responses may be received, or another survey sent.
  case surveying
  /// No survey is at hand to respond to.
  case toRespond
  /// A survey is at hand: it may be responded to, or be given up for the next one.
  case responding
  /// The socket is raw: only a device moves its messages.
  case never

  @inlinable
  var maySend: Bool {
    switch self {
    case .free, .toSend, .toSurvey, .surveying, .responding: true
    case .toReceive, .toRespond, .never: false
    }
  }

  @inlinable
  var mayReceive: Bool {
    switch self {
    case .free, .toReceive, .surveying, .toRespond, .responding: true
    case .toSend, .toSurvey, .never: false
    }
  }

  @inlinable
  mutating func didSend() {
    switch self {
    case .toSend: self = .toReceive
    case .toSurvey: self = .surveying
    case .responding: self = .toRespond
    default: break
    }
  }

  @inlinable
  mutating func didReceive() {
    switch self {
    case .toReceive: self = .toSend
    case .toRespond: self = .responding
    default: break
    }
  }

  /// A try at receiving was in vain. The library gives up the survey at hand for it all the same.
  mutating func didNotReceive() {
    if self == .responding { self = .toRespond }
  }

  /// The survey's deadline passed.
  mutating func surveyEnded() {
    if self == .surveying { self = .toSurvey }
  }
}
