public import Messaging

extension AsyncSocket {
  /// Brings a transfer to its end: tries it, and suspends the task until it is worth trying again. For transfers that only one
  /// transport has:
  ///
  ///     var parts: MultipartMessage?
  ///     try await router.transfer(.receiving) { (socket) throws(MessagingError) in
  ///       parts = try socket.tryReceiveMultipart()
  ///       return parts != nil
  ///     }
  ///
  /// - Parameters:
  ///   - direction: Which way the transfer goes.
  ///   - deadline: When to give up waiting. With one that has passed, the transfer is tried once.
  ///   - attempt: Makes an attempt, by a `try` function of the socket's. `false` says that the transfer would have to wait.
  /// - Throws: What `attempt` throws, and ``/Messaging/MessagingError`` with `timedOut` at the deadline,
  ///   `cancelled` when the task is cancelled, `closed` after the transport was shut down
  ///   (`ETERM`), and `outOfResources` when the system cannot wait for more descriptors (`EMFILE`, `ENOSPC`, `ENOMEM`).
  @inlinable
  @inline(__always)
  public mutating func transfer(
    _ direction: Direction, deadline: Deadline = .never,
    attempt: (inout Socket<T>) throws(MessagingError) -> Bool
  ) async throws(MessagingError) {
    if Task.isCancelled { throw cancelled(direction) }
    transfersLeft -= 1
    if transfersLeft <= 0 { await giveWay() }
    while try !attempt(&held!) { try await suspend(for: direction, until: deadline) }
  }

  /// Suspends the task until a transfer that failed is worth trying again, which may be at once.
  @inlinable
  @inline(never)
  mutating func suspend(
    for direction: Direction, until deadline: Deadline
  ) async throws(MessagingError) {
    guard deadline.remaining != .zero else {
      throw error(TransportFailure(.timedOut, "the deadline passed"), direction)
    }
    let interest: Readiness = direction == .sending ? .sending : .receiving
    let descriptors = try held!.withUnsafeHandle(during: direction.operation) {
      (handle) throws(TransportFailure) in try T.descriptors(awaiting: interest, on: &handle)
    }
    guard let descriptors else { return await giveWay() }
    do throws(TransportFailure) {
      let outcome = try await reactor.core.wait(at: waiter, for: descriptors, until: deadline)
      transfersLeft = Self.transfersInTurn
      guard outcome == .cancelled else { return }
    } catch {
      throw self.error(error, direction)
    }
    throw cancelled(direction)
  }

  @usableFromInline
  @inline(never)
  mutating func giveWay() async {
    transfersLeft = Self.transfersInTurn
    await Task.yield()
  }

  @usableFromInline
  func cancelled(_ direction: Direction) -> MessagingError {
    error(TransportFailure(.cancelled, "the task was cancelled"), direction)
  }

  @usableFromInline
  func error(_ failure: TransportFailure, _ direction: Direction) -> MessagingError {
    MessagingError(failure, during: direction.operation, of: endpoint)
  }
}

extension Direction {
  @usableFromInline
  var operation: MessagingError.Operation { self == .sending ? .send : .receive }
}
