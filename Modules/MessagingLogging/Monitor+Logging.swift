#if Logging && ZeroMQ
  public import Logging
  public import Messaging
  internal import POSIXSupport
  public import ZeroMQTransport

  extension Monitor {
    /// Logs what happens to the socket's connections, until the socket is closed or the transport shut down.
    ///
    ///     try push.monitor().log(to: logger)
    ///
    /// What fails is logged at level debug, all else at level trace. A thread waits for events, since the library tells them in
    /// blocking calls; it ends with the socket. It is not started, and the monitor closes, when `logger` logs neither level.
    ///
    /// **Ownership:** the monitor is the thread's.
    ///
    /// - Throws: ``/Messaging/MessagingError`` with `outOfResources` when the system has no thread left (`EAGAIN`); the monitor closes.
    public consuming func log(to logger: Logger) throws(MessagingError) {
      guard logger.logLevel <= .debug else { return }
      do throws(ThreadError) {
        try JoinableThread(moving: self) { monitor in
          var monitor = monitor
          while let event = try? monitor.receive() { logger.log(event) }
        }.detach()
      } catch {
        throw MessagingError(
          TransportFailure(.outOfResources, number: error.number, error.description),
          during: MessagingError.Operation("monitor"), of: nil)
      }
    }
  }

  extension Logger {
    /// Logs an event of a socket's connections, with its endpoint: at level debug what failed, at level trace all else.
    public func log(_ event: MonitorEvent) {
      log(
        level: event.isFailure ? .debug : .trace, "connection event",
        metadata: ["messaging.event": "\(event.kind)", "messaging.endpoint": "\(event.endpoint)"])
    }
  }

  extension MonitorEvent {
    fileprivate var isFailure: Bool {
      switch kind {
      case .bindFailed, .acceptFailed, .closeFailed, .disconnected, .handshakeFailed, .handshakeBroken,
        .handshakeDenied:
        true
      case .connected, .connectDelayed, .connectRetried, .listening, .accepted, .closed, .stopped,
        .handshakeSucceeded, .other:
        false
      }
    }
  }
#endif
