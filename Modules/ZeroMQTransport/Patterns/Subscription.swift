public import Messaging

/// A subscription on its way from a subscriber to its publisher, as messages that ``Messaging/Pattern/extendedPublish``
/// receives and ``Messaging/Pattern/extendedSubscribe`` sends.
public enum Subscription: Hashable, Sendable {
  /// A prefix was subscribed to.
  case subscribe(to: [UInt8])
  /// A subscription was taken back.
  case unsubscribe(from: [UInt8])

  /// Reads a message that ``Messaging/Pattern/extendedPublish`` received; `nil` for one that is no subscription, which
  /// ``Messaging/Pattern/extendedSubscribe`` sockets can send to their publishers as well.
  public init?(_ message: borrowing Message<ZeroMQ>) {
    let bytes = [UInt8](message)
    switch bytes.first {
    case 1: self = .subscribe(to: Array(bytes.dropFirst()))
    case 0: self = .unsubscribe(from: Array(bytes.dropFirst()))
    default: return nil
    }
  }

  var bytes: [UInt8] {
    switch self {
    case .subscribe(let prefix): [1] + prefix
    case .unsubscribe(let prefix): [0] + prefix
    }
  }
}

extension Socket where T == ZeroMQ {
  /// Sends a subscription. For ``Pattern/extendedSubscribe``.
  ///
  /// - Parameters:
  ///   - subscription: What to subscribe to, or no longer.
  ///   - deadline: When to give up waiting.
  /// - Throws: ``/Messaging/MessagingError`` with ``/Messaging/MessagingError/Code/unsupported`` on a socket of another
  ///   pattern, and otherwise as ``/Messaging/Socket/send(_:deadline:)-(Message<T>,_)``.
  public mutating func send(
    _ subscription: Subscription, deadline: Deadline = .never
  ) throws(MessagingError) {
    try require([.extendedSubscribe], during: .subscribe)
    try send(subscription.bytes, deadline: deadline)
  }

  /// Lets messages through to the peer whose subscription was received last. For ``Pattern/extendedPublish`` with
  /// ``ZeroMQ/Setting/manualSubscriptions``.
  ///
  /// - Parameter prefix: The prefix to subscribe that peer to, which need not be the one that it asked for.
  /// - Throws: ``/Messaging/MessagingError`` with ``/Messaging/MessagingError/Code/unsupported`` on a socket of another
  ///   pattern, and ``/Messaging/MessagingError/Code/invalidState`` without that setting.
  public mutating func subscribePeer(to prefix: [UInt8]) throws(MessagingError) {
    try setForPeer(ZeroMQ.subscribe, prefix, during: .subscribe)
  }

  /// Takes back ``subscribePeer(to:)`` for the peer whose subscription was received last. As there.
  public mutating func unsubscribePeer(from prefix: [UInt8]) throws(MessagingError) {
    try setForPeer(ZeroMQ.unsubscribe, prefix, during: .unsubscribe)
  }

  private mutating func setForPeer(
    _ change: (inout ZeroMQ.SocketHandle, UnsafeRawBufferPointer) throws(TransportFailure) -> Void,
    _ prefix: [UInt8], during operation: MessagingError.Operation
  ) throws(MessagingError) {
    try require([.extendedPublish], during: operation)
    try withUnsafeHandle(during: operation) { (handle) throws(TransportFailure) in
      guard handle.traits.contains(.manualSubscriptions) else {
        throw TransportFailure(.invalidState, "the socket does not have manual subscriptions")
      }
      try prefix.span.bytes.withUnsafeBytes { (prefix) throws(TransportFailure) in
        try change(&handle, prefix)
      }
    }
  }

  /// Makes sure that the socket is of one of these patterns.
  func require(
    _ patterns: [Pattern<ZeroMQ>], during operation: MessagingError.Operation
  ) throws(MessagingError) {
    guard patterns.contains(pattern) else {
      let names = patterns.map(\.name).joined(separator: ", ")
      throw MessagingError(
        TransportFailure(.unsupported, "this is for \(names) sockets, not \(pattern)"), during: operation,
        of: endpoint)
    }
  }
}
