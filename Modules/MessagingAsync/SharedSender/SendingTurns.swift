internal import Messaging

/// The socket of a ``SharedSender``, and whose turn it is to use it.
///
/// As long as there is room, a task tries under the lock and needs no turn. The first one that finds no room takes the turn
/// and waits; whoever comes meanwhile waits in line. So at most one task waits for the socket's descriptors, and nobody overtakes.
final class SendingTurns<T: DescriptorSignalingTransport>: @unchecked Sendable {
  private let lock = Lock()
  private let core: ReactorCore
  private let endpoint: String?

  // Guarded by the lock, as all that follows.
  private var socket: AsyncSocket<T>?
  private var isClosed = false
  /// Whether a task has the turn. It alone uses the socket then.
  private var isTaken = false
  /// Where the task that has the turn waits.
  private var holder: Waiter?
  /// Tasks in the order in which they get the turn.
  private var line: [Waiter] = []
  /// How many more messages are sent before the sender gives way to other tasks.
  private var sendsLeft = AsyncSocket<T>.transfersInTurn

  init(_ socket: consuming AsyncSocket<T>) {
    core = socket.reactor.core
    endpoint = socket.endpoint
    self.socket = consume socket
  }

  var waitingCount: Int { lock.withLock { isTaken ? line.count + 1 : 0 } }

  typealias Attempt = (inout Socket<T>) throws(MessagingError) -> Bool

  // MARK: Sending

  func transfer(until deadline: Deadline, attempt: Attempt) async throws(MessagingError) {
    if Task.isCancelled { throw error(.cancelled, "the task was cancelled") }
    let first = try lock.withLock { () throws(MessagingError) in try begin(attempt) }
    if first == .sentLast { await Task.yield() }
    guard first == .blocked else { return }

    let waiter = Waiter()
    try await takeTurn(waiter, until: deadline)
    defer { passTurn() }
    try await finish(attempt, at: waiter, until: deadline)
  }

  private enum First {
    case sent
    /// The last one before other tasks have a chance.
    case sentLast
    case blocked
  }

  /// With the lock held.
  private func begin(_ attempt: Attempt) throws(MessagingError) -> First {
    guard !isClosed else { throw closed }
    guard !isTaken, try socket!.withSocket(attempt) else { return .blocked }
    sendsLeft -= 1
    guard sendsLeft == 0 else { return .sent }
    sendsLeft = AsyncSocket<T>.transfersInTurn
    return .sentLast
  }

  /// Tries until it is done. For the task that has the turn.
  private func finish(
    _ attempt: Attempt, at waiter: Waiter, until deadline: Deadline
  ) async throws(MessagingError) {
    while true {
      let isWaiting = try lock.withLock { () throws(MessagingError) in
        try attemptOrBegin(attempt, at: waiter, until: deadline)
      }
      guard let isWaiting else { return }
      guard isWaiting else { continue }
      if await core.outcome(of: waiter) == .cancelled { throw error(.cancelled, "the task was cancelled") }
    }
  }

  /// Tries, and begins a wait when that was in vain. With the lock held, so that ``close()`` finds the wait.
  ///
  /// - Returns: Whether a wait has begun; `nil` when the attempt succeeded.
  private func attemptOrBegin(
    _ attempt: Attempt, at waiter: Waiter, until deadline: Deadline
  ) throws(MessagingError) -> Bool? {
    guard !isClosed else { throw closed }
    if try socket!.withSocket(attempt) { return nil }
    guard deadline.remaining != .zero else { throw timedOut }
    let descriptors = try socket!.withSocket { (socket) throws(MessagingError) in
      try socket.withUnsafeHandle(during: .send) { (handle) throws(TransportFailure) in
        try T.descriptors(awaiting: .sending, on: &handle)
      }
    }
    guard let descriptors else { return false }
    do {
      try core.begin(waiter, for: descriptors, until: deadline)
    } catch {
      throw MessagingError(error, during: .send, of: endpoint)
    }
    holder = waiter
    return true
  }

  // MARK: Turns

  /// Waits in line for the turn.
  private func takeTurn(_ waiter: Waiter, until deadline: Deadline) async throws(MessagingError) {
    guard standInLine(waiter, until: deadline) else { return }
    let outcome = await core.outcome(of: waiter)
    guard outcome != .ready else { return }
    lock.withLock { line.removeAll { $0 === waiter } }
    throw outcome == .cancelled ? error(.cancelled, "the task was cancelled") : timedOut
  }

  /// - Returns: `false` when the turn was free, and is the caller's now.
  private func standInLine(_ waiter: Waiter, until deadline: Deadline) -> Bool {
    lock.withLock {
      guard isTaken else {
        isTaken = true
        return false
      }
      core.begin(waiter, until: deadline)
      line.append(waiter)
      return true
    }
  }

  private func passTurn() {
    // One that gave up meanwhile does not take it.
    while let next = nextInLine() {
      if core.finish(next, .ready) { return }
    }
  }

  private func nextInLine() -> Waiter? {
    lock.withLock {
      holder = nil
      if line.isEmpty {
        isTaken = false
        return nil
      }
      return line.removeFirst()
    }
  }

  // MARK: Closing

  func close() async {
    let holder = lock.withLock {
      isClosed = true
      return self.holder
    }
    if let holder { core.finish(holder, .ready) }
    // Behind those who wait, each of whom finds it closed.
    let waiter = Waiter()
    if standInLine(waiter, until: .never) { _ = await core.outcomeDespiteCancellation(of: waiter) }
    let socket = lock.withLock { () -> AsyncSocket<T>? in self.socket.take() }
    passTurn()
    await socket?.close()
  }

  private var closed: MessagingError { error(.closed, "the sender was closed") }
  private var timedOut: MessagingError { error(.timedOut, "the deadline passed") }

  private func error(_ code: MessagingError.Code, _ reason: String) -> MessagingError {
    MessagingError(TransportFailure(code, reason), during: .send, of: endpoint)
  }
}
