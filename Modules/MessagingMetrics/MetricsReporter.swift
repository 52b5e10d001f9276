#if Metrics
  internal import Messaging
  public import Metrics

  /// Passes on to swift-metrics what sockets, pools, senders and forwarders count.
  ///
  ///     let reporter = MetricsReporter()
  ///     var traffic = reporter.trafficCounter(for: "orders")     // goes with a socket
  ///     reporter.watch(pool, as: "frames")                       // a SharedPool
  ///     reporter.watch(forwarder.control, as: "relay")
  ///     await reporter.run(every: .seconds(10))
  ///
  /// Whatever happens for each message is counted in memory; the backend is called in ``report()`` alone, once for each metric.
  /// From any thread.
  ///
  /// | Metric | Kind | Dimensions | |
  /// |---|---|---|---|
  /// | `messaging.messages.sent`, `messaging.bytes.sent` | counter | `socket` | ``TrafficCounter`` |
  /// | `messaging.messages.received`, `messaging.bytes.received` | counter | `socket` | ``TrafficCounter`` |
  /// | `messaging.failures` | counter | `socket`, `code` | ``TrafficCounter``, when they happen |
  /// | `messaging.pool.…` | both | `pool` | ``PoolMetrics`` |
  /// | `messaging.sends.waiting` | gauge | `sender` | tasks that wait for room in the queue of a ``/MessagingAsync/SharedSender`` |
  /// | `messaging.forwarded.messages`, `messaging.forwarded.bytes` | counter | `forwarder`, `from` | ``/Messaging/ForwardingControl`` |
  /// | `messaging.forwarded.dropped` | counter | `forwarder` | ``/Messaging/ForwardingControl`` |
  ///
  /// Neither libzmq nor nanomsg tells how full its queues are. Where both ends of a connection are counted, that is the difference
  /// of what was sent and what was received.
  public final class MetricsReporter: @unchecked Sendable {
    let factory: any MetricsFactory
    private let lock = Lock()
    // Guarded by the lock.
    private var sources: [Source] = []

    /// Passes on what something counted since the last call.
    ///
    /// Returns whether there may be more; `false` when that is gone.
    typealias Source = () -> Bool

    /// Makes a reporter that nothing was given to yet.
    ///
    /// - Parameter factory: Makes the metrics; that of `MetricsSystem` unless given.
    public init(factory: (any MetricsFactory)? = nil) { self.factory = factory ?? MetricsSystem.factory }

    /// Passes on what was counted since the last report.
    ///
    /// - Complexity: O(n) in the number of counters, pools, senders and forwarders.
    public func report() { lock.withLock { sources.removeAll { source in !source() } } }

    /// Reports again and again until the task is cancelled, and once more then.
    ///
    /// - Parameter interval: The time between two reports.
    public func run(every interval: Duration) async {
      while (try? await Task.sleep(for: interval)) != nil { report() }
      report()
    }

    func add(_ source: sending @escaping Source) {
      lock.withLock { sources.append(source) }
    }

    func scope(_ dimension: String, _ name: String) -> MetricsScope {
      MetricsScope(factory: factory, dimensions: [(dimension, name)])
    }
  }
#endif
