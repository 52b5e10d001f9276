extension Socket {
  /// Waits until a message can be received. Takes nothing: the message stays where it is.
  ///
  ///     while try socket.waitToReceive(deadline: deadline) {
  ///       while let message = try socket.tryReceive() { handle(message) }
  ///     }
  ///
  /// As every operation, it needs the socket exclusively. Only what peers do, and ``Transport/shutdown()``, ends the wait.
  ///
  /// - Parameter deadline: When to give up waiting. With one that has passed, the call only looks.
  /// - Returns: `true` when the next ``tryReceive()`` is likely to receive a message. It is not certain to: nanomsg applies
  ///   subscriptions to a message only when it is received. `false` when the deadline passed.
  /// - Throws: ``MessagingError`` with ``MessagingError/Code/unsupported`` when the pattern does not receive,
  ///   ``MessagingError/Code/invalidState`` when it is not its turn (`EFSM`), which libzmq notices on a request socket
  ///   only while there is a peer, and ``MessagingError/Code/closed`` after the transport was shut down (`ETERM`).
  @inlinable
  public mutating func waitToReceive(deadline: Deadline = .never) throws(MessagingError) -> Bool {
    guard pattern.receives else { throw oneWay("receives nothing", during: .receive) }
    return try waitUntilReady(for: .receiving, deadline: deadline)
  }

  /// Waits until a message can be sent: until a queue towards a peer has room.
  ///
  /// As every operation, it needs the socket exclusively. Only what peers do, and ``Transport/shutdown()``, ends the wait.
  ///
  /// - Parameter deadline: When to give up waiting. With one that has passed, the call only looks.
  /// - Returns: `true` when the next ``trySend(_:)-(Message<T>)`` is likely to be taken; always for ``Pattern/publish``,
  ///   which drops rather than waits. It is not certain to: the peer may go meanwhile. `false` when the deadline passed.
  /// - Throws: ``MessagingError`` with ``MessagingError/Code/unsupported`` when the pattern does not send,
  ///   ``MessagingError/Code/invalidState`` when it is not its turn (`EFSM`), which libzmq notices on a request socket
  ///   only when the reply is there, and ``MessagingError/Code/closed`` after the transport was shut down (`ETERM`).
  @inlinable
  public mutating func waitToSend(deadline: Deadline = .never) throws(MessagingError) -> Bool {
    guard pattern.sends else { throw oneWay("sends nothing", during: .send) }
    return try waitUntilReady(for: .sending, deadline: deadline)
  }

  @inlinable
  mutating func waitUntilReady(
    for direction: Direction, deadline: Deadline
  ) throws(MessagingError) -> Bool {
    while !(try wait(direction, until: deadline)) {
      if deadline.remaining == .zero { return false }
    }
    return true
  }

  /// Brings a transfer to its end after its first attempt failed: the one place where interrupted calls are
  /// repeated and would-block becomes waiting.
  ///
  /// - Parameters:
  ///   - first: How the first attempt failed.
  ///   - deadline: When to stop waiting; `nil` not to wait at all.
  ///   - attempt: Makes a further attempt.
  /// - Returns: The count of the attempt that succeeded; `nil` when the transfer would have to wait and may not.
  @inlinable
  @inline(never)
  mutating func persist(
    after first: TransferResult, _ direction: Direction, deadline: Deadline?,
    attempt: (inout T.SocketHandle) -> TransferResult
  ) throws(MessagingError) -> Int? {
    var result = first
    while !result.isSuccess {
      if result.errorNumber == T.wouldBlock {
        guard let deadline else { return nil }
        // Libraries that wait in whole milliseconds may come back a little early.
        guard try wait(direction, until: deadline) || deadline.remaining != .zero else {
          throw error(TransportFailure(.timedOut, "the deadline passed"), during: direction.operation)
        }
      } else if result.errorNumber != T.interrupted {
        throw error(TransportFailure(result.errorNumber, of: T.self), during: direction.operation)
      }
      result = attempt(&handle)
    }
    return result.count
  }

  /// - Returns: As ``Transport/wait(for:on:until:)``, premature answers included.
  @inlinable
  mutating func wait(
    _ direction: Direction, until deadline: Deadline
  ) throws(MessagingError) -> Bool {
    do {
      return try T.wait(for: direction, on: &handle, until: deadline)
    } catch {
      throw self.error(error, during: direction.operation)
    }
  }

  @usableFromInline
  func oneWay(_ nature: String, during operation: MessagingError.Operation) -> MessagingError {
    error(TransportFailure(.unsupported, "a \(pattern) socket \(nature)"), during: operation)
  }

  @usableFromInline
  func tooLarge(_ count: Int, during operation: MessagingError.Operation) -> MessagingError {
    error(
      TransportFailure(
        .messageTooLarge, "\(count) bytes exceed the socket's maximum of \(maximumMessageSize)"),
      during: operation)
  }
}

extension Direction {
  @usableFromInline
  var operation: MessagingError.Operation { self == .sending ? .send : .receive }
}
