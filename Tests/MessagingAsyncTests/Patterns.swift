import Messaging

/// A pattern that every transport has.
enum CommonPattern: Sendable {
  case pair, request, reply

  func of<T: Transport>(_ transport: T.Type) -> Pattern<T> {
    switch self {
    case .pair: .pair
    case .request: .request
    case .reply: .reply
    }
  }
}

extension SocketOptions {
  /// Queues of a few messages.
  static var shortQueues: SocketOptions {
    var options = SocketOptions()
    options.sendQueue = QueueLimit(messages: 4, bytes: 128 << 10)
    options.receiveQueue = options.sendQueue
    return options
  }
}
