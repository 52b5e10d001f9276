import CZeroMQ
public import Messaging

extension Socket where T == ZeroMQ {
  /// Sends a message of several parts, waiting until a queue towards a peer can take it.
  ///
  /// **Ownership:** the message is consumed. On success the library owns it. When the call throws, the socket holds all of
  /// it, as it was: ``reclaimMultipart()`` returns it.
  ///
  /// - Parameters:
  ///   - message: The message. The first part is the receiver's routing id on a ``Pattern/router`` and a ``Pattern/stream``
  ///     socket.
  ///   - deadline: When to give up waiting.
  /// - Throws: ``/Messaging/MessagingError`` with ``/Messaging/MessagingError/Code/invalidArgument`` for a message
  ///   without parts, one with a routing id alone where there has to be one, and one with more than that and one part on
  ///   a raw socket; ``/Messaging/MessagingError/Code/unsupported`` for several parts on a socket with
  ///   ``ZeroMQ/Option/conflate``; ``/Messaging/MessagingError/Code/messageTooLarge`` when all parts together exceed
  ///   ``/Messaging/Socket/maximumMessageSize``; ``MessagingError/Code/hostUnreachable`` when there is no peer of that
  ///   routing id (`EHOSTUNREACH`), where that is told; and otherwise as
  ///   ``/Messaging/Socket/send(_:deadline:)-(Message<T>,_)``.
  /// - Complexity: O(n) in the number of parts.
  public mutating func send(
    _ message: consuming MultipartMessage, deadline: Deadline = .never
  ) throws(MessagingError) {
    do {
      _ = try send(&message, waitingUntil: deadline)
    } catch {
      let parts = message.takeParts()
      try withUnsafeHandle(during: .send) { handle in
        MultipartMessage.release(&handle.unsentParts)
        handle.unsentParts = parts
      }
      throw error
    }
  }

  /// Sends a message of several parts if that needs no waiting.
  ///
  /// **Ownership:** on `true` the library owns all parts and `message` is empty. On `false`, and when the call throws,
  /// `message` is as it was.
  ///
  /// - Returns: Whether the message was sent; `false` when the call would have had to wait (`EAGAIN`).
  /// - Throws: As ``send(_:deadline:)-(MultipartMessage,_)``, except that there is no deadline.
  public mutating func trySend(_ message: inout MultipartMessage) throws(MessagingError) -> Bool {
    try send(&message, waitingUntil: nil)
  }

  /// The message of the last ``send(_:deadline:)-(MultipartMessage,_)`` that threw, as it was; `nil` when it was
  /// reclaimed before.
  ///
  /// A message that is not reclaimed is dropped when another send fails or the socket closes.
  public mutating func reclaimMultipart() -> MultipartMessage? {
    var parts: [zmq_msg_t] = []
    try? withUnsafeHandle(during: .send) { handle in swap(&parts, &handle.unsentParts) }
    return parts.isEmpty ? nil : MultipartMessage(taking: parts)
  }

  /// Sends a message to one peer. For ``Pattern/router`` and ``Pattern/stream``.
  ///
  /// **Ownership:** as ``send(_:deadline:)-(MultipartMessage,_)``; what ``reclaimMultipart()`` returns begins with the
  /// routing id.
  ///
  /// - Parameters:
  ///   - message: The message, without the routing id.
  ///   - peer: The peer.
  ///   - deadline: When to give up waiting.
  /// - Throws: ``/Messaging/MessagingError`` with ``/Messaging/MessagingError/Code/unsupported`` on a socket of another
  ///   pattern, and otherwise as ``send(_:deadline:)-(MultipartMessage,_)``.
  public mutating func send(
    _ message: consuming MultipartMessage, to peer: RoutingID, deadline: Deadline = .never
  ) throws(MessagingError) {
    try require([.router, .stream], during: .send)
    try message.insert(Message(peer.bytes), at: 0)
    try send(message, deadline: deadline)
  }

  /// Sends a message of one part to one peer. As ``send(_:to:deadline:)-(MultipartMessage,_,_)``.
  public mutating func send(
    _ message: consuming Message<ZeroMQ>, to peer: RoutingID, deadline: Deadline = .never
  ) throws(MessagingError) {
    try send(MultipartMessage(message), to: peer, deadline: deadline)
  }

  /// Sends a string's UTF-8 bytes to one peer. As ``send(_:to:deadline:)-(MultipartMessage,_,_)``.
  public mutating func send(
    _ string: String, to peer: RoutingID, deadline: Deadline = .never
  ) throws(MessagingError) {
    try send(Message(string), to: peer, deadline: deadline)
  }

  /// - Returns: `false` when the message would have to wait and may not.
  private mutating func send(
    _ message: inout MultipartMessage, waitingUntil deadline: Deadline?
  ) throws(MessagingError) -> Bool {
    try check(message)
    return try withUnsafeTransfer(.sending, deadline: deadline) { handle in
      handle.trySend(&message.parts)
    } != nil
  }

  private mutating func check(_ message: borrowing MultipartMessage) throws(MessagingError) {
    let (count, size, limit) = (message.count, message.byteCount, maximumMessageSize)
    try withUnsafeHandle(during: .send) { (handle) throws(TransportFailure) in
      let least = handle.namesPeers ? 2 : 1
      guard count >= least else {
        throw TransportFailure(.invalidArgument, "a message here has at least \(least) parts, not \(count)")
      }
      guard !handle.traits.contains(.raw) || count == 2 else {
        throw TransportFailure(.invalidArgument, "a message here has a routing id and one part, not \(count)")
      }
      guard !handle.traits.contains(.conflating) || count == 1 else {
        throw TransportFailure(
          .unsupported, "a socket that keeps only the last message sends no several parts")
      }
      guard size <= limit else {
        throw TransportFailure(.messageTooLarge, "\(size) bytes exceed the socket's maximum of \(limit)")
      }
    }
  }
}

extension MessagingError.Code {
  /// There is no peer of this routing id (`EHOSTUNREACH`).
  public static let hostUnreachable = MessagingError.Code("hostUnreachable")
}
