public import Messaging

/// A socket that many tasks send on.
///
///     let log = SharedSender(try AsyncSocket(push))
///     try await withThrowingTaskGroup { group in
///       for worker in workers { group.addTask { try await log.send("\(worker) is ready") } }
///     }
///
/// As an actor, it lets one task at a time use what it owns. Unlike one, it sends at once, in the calling task, as long as there is
/// room: no hop for each message. When there is none, tasks send in the order in which they came.
///
/// A message is the caller's until it is sent, so a send takes it `inout`, and leaves it as it was when it throws.
///
/// It closes with its last reference, in the background, or by ``close()``. From any thread.
public final class SharedSender<T: DescriptorSignalingTransport>: Sendable {
  private let turns: SendingTurns<T>

  /// Takes over a socket.
  ///
  /// **Ownership:** the socket is the sender's. What it receives is not reachable any more.
  public init(_ socket: consuming AsyncSocket<T>) { turns = SendingTurns(socket) }

  /// Sends a message, suspending the task until a queue towards a peer can take it.
  ///
  /// **Ownership:** on success the library owns the bytes and `message` is empty. When the call throws, `message` is as it was.
  ///
  /// - Parameters:
  ///   - message: The message.
  ///   - deadline: When to give up waiting.
  /// - Throws: As ``AsyncSocket/send(_:deadline:)-(Message<T>,_)``, and ``/Messaging/MessagingError`` with `closed` after
  ///   ``close()``, also for tasks that wait then.
  public func send(
    _ message: inout Message<T>, deadline: Deadline = .never
  ) async throws(MessagingError) {
    try await turns.transfer(until: deadline) { (socket) throws(MessagingError) in
      try socket.trySend(&message)
    }
  }

  /// Sends a copy of these bytes, suspending the task until a queue towards a peer can take it.
  ///
  /// **Ownership:** the bytes stay the caller's.
  ///
  /// - Parameters:
  ///   - bytes: What to send.
  ///   - deadline: When to give up waiting.
  /// - Throws: As ``send(_:deadline:)-(Message<T>,_)``; nothing was sent then.
  /// - Complexity: O(n) in the number of bytes.
  public func send(_ bytes: [UInt8], deadline: Deadline = .never) async throws(MessagingError) {
    try await turns.transfer(until: deadline) { (socket) throws(MessagingError) in try socket.trySend(bytes) }
  }

  /// Sends a string's UTF-8 bytes. As ``send(_:deadline:)-([UInt8],_)``.
  public func send(_ string: String, deadline: Deadline = .never) async throws(MessagingError) {
    try await turns.transfer(until: deadline) { (socket) throws(MessagingError) in try socket.trySend(string)
    }
  }

  /// How many tasks wait for room, at this moment.
  public var waitingCount: Int { turns.waitingCount }

  /// Ends what tasks wait for, with `closed`, closes the socket as ``AsyncSocket/close()`` does, and waits for that.
  ///
  /// What was sent is delivered within the linger. Another call returns when the first one has taken the socket.
  public func close() async { await turns.close() }
}
