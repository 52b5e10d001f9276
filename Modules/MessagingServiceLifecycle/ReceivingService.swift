#if ServiceLifecycle
  public import Messaging
  public import MessagingAsync
  public import ServiceLifecycle

  /// A service that receives messages and has each one handled.
  ///
  ///     let orders = ReceivingService(try AsyncSocket(pull)) { message in
  ///       await store(message.withBytes { ... })
  ///     }
  ///     try await ServiceGroup(services: [orders], gracefulShutdownSignals: [.sigterm], logger: logger).run()
  ///
  /// It handles one message at a time, and receives the next one when it is done with the last: a sender that is faster waits, or
  /// drops, as its pattern does. It runs once.
  ///
  /// - **Graceful shutdown:** the message at hand is handled to its end, then ``run()`` returns. What was not received is dropped with
  ///   the socket, as its pattern tells of peers that go.
  /// - **Cancellation:** the message at hand is for `body` to give up; ``run()`` throws `CancellationError`.
  /// - **`shutdown()` of the transport:** ``run()`` returns.
  ///
  /// In each case the socket is closed when ``run()`` ends. No thread of Swift's concurrency is blocked meanwhile.
  public struct ReceivingService<T: DescriptorSignalingTransport>: Service {
    private let socket: Held<AsyncSocket<T>>
    private let body: @Sendable (consuming Message<T>) async throws -> Void

    /// Makes a service of a socket.
    ///
    /// **Ownership:** the socket is the service's, and each message is `body`'s.
    ///
    /// - Parameters:
    ///   - socket: What to receive from.
    ///   - body: Handles a message. What it throws ends ``run()``.
    public init(
      _ socket: consuming AsyncSocket<T>,
      handling body: @escaping @Sendable (consuming Message<T>) async throws -> Void
    ) {
      self.socket = Held(socket)
      self.body = body
    }

    /// Receives messages until graceful shutdown.
    ///
    /// - Throws: What the handler threw, `CancellationError` when the task was cancelled, and ``/Messaging/MessagingError`` as
    ///   ``/MessagingAsync/AsyncSocket/receive(deadline:)``, or with `invalidState` when the service has run before.
    public func run() async throws {
      let inbox = Inbox(try socket.take())
      do {
        while let message = try await inbox.next() { try await body(message) }
        await inbox.close()
      } catch {
        await inbox.close()
        throw error
      }
    }
  }

  /// The socket of a service that runs. One task at a time uses it: the service's, or the one it waits for.
  private final class Inbox<T: DescriptorSignalingTransport>: @unchecked Sendable {
    private var socket: AsyncSocket<T>?
    private var message = Message<T>()

    init(_ socket: consuming AsyncSocket<T>) { self.socket = consume socket }

    /// The next message; `nil` when the service should end.
    func next() async throws -> Message<T>? {
      if Task.isShuttingDownGracefully { return nil }
      do {
        if try await !receiveIfThere() {
          // In a task of its own, so that graceful shutdown ends the wait, and not what the handler does.
          try await cancelWhenGracefulShutdown { try await self.receive() }
        }
        return takeMessage()
      } catch let error as MessagingError where error.code == .closed {
        return nil
      } catch let error as MessagingError where error.code == .cancelled {
        try Task.checkCancellation()
        return nil
      }
    }

    func close() async {
      let socket = socket.take()
      await socket!.close()
    }

    /// Receives without the tasks that waiting takes.
    private func receiveIfThere() async throws(MessagingError) -> Bool {
      var isThere = false
      try await socket!.transfer(.receiving) { (socket) throws(MessagingError) in
        isThere = try socket.tryReceive(reusing: &message)
        return true
      }
      return isThere
    }

    private func receive() async throws(MessagingError) {
      try await socket!.receive(reusing: &message)
    }

    private func takeMessage() -> Message<T> {
      var taken = Message<T>()
      swap(&taken, &message)
      return taken
    }
  }
#endif
