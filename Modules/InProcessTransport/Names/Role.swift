internal import Messaging

/// What a socket does, from its pattern.
enum Role {
  case pair, push, pull, publish, subscribe, request, reply

  init?(_ pattern: Pattern<InProcess>) {
    switch pattern {
    case .pair: self = .pair
    case .push: self = .push
    case .pull: self = .pull
    case .publish: self = .publish
    case .subscribe: self = .subscribe
    case .request: self = .request
    case .reply: self = .reply
    default: return nil
    }
  }

  /// The role of the peers.
  var counterpart: Role {
    switch self {
    case .pair: .pair
    case .push: .pull
    case .pull: .push
    case .publish: .subscribe
    case .subscribe: .publish
    case .request: .reply
    case .reply: .request
    }
  }

  var sends: Bool { self != .pull && self != .subscribe }

  /// Whether there is one peer at a time.
  var isExclusive: Bool { self == .pair }

  /// Whether there is at most one message on its way to each peer.
  var isLockStep: Bool { self == .request || self == .reply }
}
