public import Messaging

/// A socket whose transfers suspend the task instead of blocking its thread.
///
///     var pull = try AsyncSocket(transport.socket(.pull))
///     let endpoint = try pull.withSocket { (socket) throws(MessagingError) in try socket.bind("tcp://127.0.0.1:*") }
///     let message = try await pull.receive(deadline: .after(.seconds(1)))
///     await pull.close()
///
/// It is made of a ``/Messaging/Socket``, is owned by one place at a time as that is, and gives it back by ``takeSocket()``. Each
/// transfer is tried at once, so that a socket with something to do costs what a blocking one costs; only one that would have
/// to wait suspends. From time to time a transfer gives way to other tasks, as `Task.yield()` does.
///
/// **Cancellation** ends a wait at once and loses nothing: what was not received is still there, and what was not sent comes back
/// by ``reclaim()``. A transfer of a task that is cancelled is not tried.
///
/// **Closing.** An async socket that is dropped closes in the background. ``close()`` waits for that.
@frozen
public struct AsyncSocket<T: DescriptorSignalingTransport>: ~Copyable {
  /// The socket, until it is taken.
  @usableFromInline
  var held: Socket<T>?

  /// What the socket is for.
  public let pattern: Pattern<T>

  /// What waits for the socket.
  public let reactor: Reactor

  @usableFromInline
  let waiter = Waiter()

  /// How many more transfers the task makes before it gives way to others.
  @usableFromInline
  var transfersLeft = Self.transfersInTurn

  /// The message of the last ``send(_:deadline:)-(Message<T>,_)`` that failed, for ``reclaim()``.
  @usableFromInline
  var unsent: Message<T>?

  /// A yield costs about as much as ten transfers, and so next to nothing for each; other tasks wait for less than a millisecond.
  @inlinable
  static var transfersInTurn: Int { 1_000 }

  /// Takes over a socket.
  ///
  /// **Ownership:** the socket is the async socket's; when the call throws, it closes.
  ///
  /// - Parameters:
  ///   - socket: The socket.
  ///   - reactor: What waits for it; ``Reactor/shared`` unless given.
  /// - Throws: ``/Messaging/MessagingError`` with `outOfResources`, as ``Reactor/init()``.
  public init(_ socket: consuming Socket<T>, on reactor: Reactor? = nil) throws(MessagingError) {
    self.reactor = if let reactor { reactor } else { try Reactor.shared }
    pattern = socket.pattern
    held = consume socket
    unsent = nil
  }

  deinit {
    if let socket = held { ClosingThread.close(socket) }
  }

  /// Gives the socket back.
  ///
  /// **Ownership:** the socket is the caller's. A message for ``reclaim()`` is dropped.
  public consuming func takeSocket() -> Socket<T> {
    let socket = held.take()
    return socket!
  }

  /// Closes the socket without blocking the task's thread, and waits for that, also when the task is cancelled.
  ///
  /// What was accepted for sending is delivered as ``/Messaging/Socket/close()`` tells. The wait is for no longer than
  /// ``/Messaging/SocketOptions/linger``, and for other sockets that close meanwhile, since they close one after the other.
  public consuming func close() async {
    let socket = held.take()
    await ClosingThread.close(socket!)
  }

  /// The address the socket was last bound or connected to; names the socket in errors.
  public var endpoint: String? {
    switch held {
    case .some(let socket): socket.endpoint
    case .none: nil
    }
  }

  /// Uses the socket itself: to bind, connect and subscribe, to read and set options, or to try a transfer.
  ///
  /// - Important: Calls that wait block the task's thread, and so do not belong in here.
  ///
  /// - Parameter body: Has the socket exclusively meanwhile.
  /// - Returns: What `body` returned.
  /// - Throws: What `body` threw.
  @inlinable
  public mutating func withSocket<Result: ~Copyable, Failure: Error>(
    _ body: (inout Socket<T>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(&held!)
  }
}

// As a socket: whatever changes it is mutating, so there is no second user.
extension AsyncSocket: Sendable {}
