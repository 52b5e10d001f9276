#if ServiceLifecycle
  public import Messaging
  internal import POSIXSupport
  public import ServiceLifecycle

  /// A service that passes messages on between two sockets, by any ``/Messaging/Forwarder``: a bridge, a proxy or a device.
  ///
  ///     let relay = ForwardingService(try Bridge(front, back))
  ///     try await ServiceGroup(services: [relay], gracefulShutdownSignals: [.sigterm], logger: logger).run()
  ///
  /// A forwarder blocks, and so has a thread of its own. It runs once.
  ///
  /// - **Graceful shutdown:** the forwarder receives no more, and ends when all that it has received is sent, by
  ///   ``/Messaging/ForwardingControl/finish()``. While nobody takes that, it waits.
  /// - **Cancellation**, with which a service group ends such a wait after `maximumGracefulShutdownDuration`: the forwarder ends, by
  ///   ``/Messaging/ForwardingControl/stop()``. What it has received and not sent, one message for each direction at most, is lost.
  ///
  /// In each case its sockets are closed when ``run()`` ends, which deliver what was sent as their linger tells. What a library has
  /// queued and the forwarder has not received is dropped with the socket.
  public struct ForwardingService: Service {
    /// Steers the forwarder, from any thread.
    public let control: ForwardingControl

    private let forwarder: Held<AnyForwarder>

    /// Makes a service of a forwarder.
    ///
    /// **Ownership:** the forwarder is the service's, and its sockets with it.
    public init<Base: Forwarder & ~Copyable>(_ forwarder: consuming Base) {
      control = forwarder.control
      self.forwarder = Held(AnyForwarder(forwarder))
    }

    /// Passes messages on until graceful shutdown, or until the ``control`` ends it.
    ///
    /// - Throws: `CancellationError` when the task was cancelled, and ``/Messaging/MessagingError`` as
    ///   ``/Messaging/Forwarder/run(until:)``, with `outOfResources` when the system has no thread left (`EAGAIN`), and with
    ///   `invalidState` when the service has run before.
    public func run() async throws {
      // The control remembers, so it does not matter whether it is told before the forwarder runs.
      try await withTaskCancellationHandler {
        try await withGracefulShutdownHandler {
          try await runOnThread()
        } onGracefulShutdown: { [control] in
          control.finish()
        }
      } onCancel: { [control] in
        control.stop()
      }
      try Task.checkCancellation()
    }

    private func runOnThread() async throws {
      try await withUnsafeThrowingContinuation { continuation in
        do throws(ThreadError) {
          try JoinableThread { [forwarder] in
            continuation.resume(
              with: Result {
                // Closes before the task goes on.
                var forwarder = try forwarder.take()
                try forwarder.run()
              })
          }.detach()
        } catch {
          continuation.resume(
            throwing: MessagingError(
              TransportFailure(.outOfResources, number: error.number, error.description), during: .forward,
              of: nil))
        }
      }
    }
  }
#endif
