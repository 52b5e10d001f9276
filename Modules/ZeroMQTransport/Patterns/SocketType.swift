import CZeroMQ
import Messaging

/// libzmq's numbers for patterns, and what their sockets are like.
enum SocketType {
  /// All stable types of libzmq.
  static let of: [Pattern<ZeroMQ>: Int32] = [
    .pair: ZMQ_PAIR, .publish: ZMQ_PUB, .subscribe: ZMQ_SUB, .request: ZMQ_REQ, .reply: ZMQ_REP,
    .dealer: ZMQ_DEALER, .router: ZMQ_ROUTER, .pull: ZMQ_PULL, .push: ZMQ_PUSH,
    .extendedPublish: ZMQ_XPUB, .extendedSubscribe: ZMQ_XSUB, .stream: ZMQ_STREAM,
  ]

  /// Whether the first part of a message names the peer.
  static func namesPeers(_ type: Int32) -> Bool { type == ZMQ_ROUTER || type == ZMQ_STREAM }

  /// Whether the library says that such a socket can send also when it cannot.
  static func claimsRoom(_ type: Int32) -> Bool {
    [ZMQ_ROUTER, ZMQ_STREAM, ZMQ_PUB, ZMQ_XPUB].contains(type)
  }

  /// Whether the peer for a message is chosen with its first part, and the rest is dropped when that peer leaves.
  static func balances(_ type: Int32) -> Bool { [ZMQ_PUSH, ZMQ_DEALER, ZMQ_REQ].contains(type) }
}
