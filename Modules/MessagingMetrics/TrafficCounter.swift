#if Metrics
  public import Messaging
  internal import Metrics
  internal import Synchronization

  /// Counts what a socket sends and receives, and how it fails.
  ///
  ///     var traffic = reporter.trafficCounter(for: "orders")
  ///     try traffic.send(message, on: &push)
  ///     let reply = try traffic.receive(from: &pull)
  ///
  /// It goes with a socket: it is non-copyable, belongs to one thread or task at a time, and may move. Counting is two additions in
  /// memory, without a lock and without a call of the metrics' backend: ``MetricsReporter`` passes the sums on from time to time, from
  /// any thread, also while the owner waits. A failure, which is rare, is passed on at once.
  ///
  /// For transfers that have no function here, such as those of parts or the `try` variants, there are ``countSent(bytes:)``,
  /// ``countReceived(bytes:)`` and ``countFailure(_:)``.
  ///
  /// What was counted before a counter is dropped is reported.
  public struct TrafficCounter: ~Copyable, Sendable {
    @usableFromInline
    let counts: TrafficCounts

    private let scope: MetricsScope

    init(counts: TrafficCounts, scope: MetricsScope) {
      self.counts = counts
      self.scope = scope
    }

    deinit { counts.isFinal.store(true, ordering: .releasing) }

    /// Counts a message that was sent.
    ///
    /// - Parameter bytes: Its size, with all parts.
    @inlinable
    public mutating func countSent(bytes: Int) { counts.countSent(bytes) }

    /// Counts a message that was received.
    ///
    /// - Parameter bytes: Its size, with all parts.
    @inlinable
    public mutating func countReceived(bytes: Int) { counts.countReceived(bytes) }

    /// Counts a failure, by its ``/Messaging/MessagingError/code``.
    public mutating func countFailure(_ error: MessagingError) {
      scope.adding("code", error.code.name).counter("failures").increment()
    }
  }
#endif
