import CNanomsg
import Messaging

/// What the library calls a pattern.
@usableFromInline
struct SocketType {
  let domain: Int32
  let number: Int32
  /// Whose turn it is on a new socket.
  let turn: Turn

  var isPair: Bool { number == NN_PROTOCOL_PAIR }

  var isRaw: Bool { domain == AF_SP_RAW }

  /// - Throws: ``/Messaging/TransportFailure`` with `unsupported` for a pattern that the library lacks.
  init(_ pattern: Pattern<Nanomsg>) throws(TransportFailure) {
    guard let base = Pattern<Nanomsg>.cooked.first(where: { pattern == $0 || pattern == .raw($0) }),
      let (number, turn) = Self.numberAndTurn(of: base)
    else { throw TransportFailure(.unsupported, "nanomsg has no pattern \(pattern)") }
    domain = pattern == base ? AF_SP : AF_SP_RAW
    self.number = number
    self.turn = pattern == base ? turn : .never
  }

  private static func numberAndTurn(of pattern: Pattern<Nanomsg>) -> (Int32, Turn)? {
    switch pattern {
    case .pair: (NN_PROTOCOL_PAIR, .free)
    case .push: (NN_PROTOCOL_PUSH, .free)
    case .pull: (NN_PROTOCOL_PULL, .free)
    case .publish: (NN_PROTOCOL_PUB, .free)
    case .subscribe: (NN_PROTOCOL_SUB, .free)
    case .request: (NN_PROTOCOL_REQ, .toSend)
    case .reply: (NN_PROTOCOL_REP, .toReceive)
    case .survey: (NN_PROTOCOL_SURVEYOR, .toSurvey)
    case .respond: (NN_PROTOCOL_RESPONDENT, .toRespond)
    case .bus: (NN_PROTOCOL_BUS, .free)
    default: nil
    }
  }
}
