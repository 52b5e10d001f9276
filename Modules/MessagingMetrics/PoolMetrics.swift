#if Metrics
  public import Messaging
  internal import Metrics

  /// Passes on what a pool tells of itself.
  ///
  ///     var metrics = reporter.poolMetrics(for: "frames")
  ///     metrics.record(pool.statistics)                 // from time to time, where the pool is used
  ///
  /// A ``/Messaging/Pool`` belongs to one thread, so its owner records; ``MetricsReporter/watch(_:as:)-(SharedPool<T>,_)`` does it for
  /// a ``/Messaging/SharedPool``.
  ///
  /// | Metric | Kind | |
  /// |---|---|---|
  /// | `messaging.pool.rents` | counter | messages rented |
  /// | `messaging.pool.misses` | counter | of those, buffers that had to be allocated |
  /// | `messaging.pool.rejected` | counter | of those, ordinary messages, because of the limits |
  /// | `messaging.pool.outstanding` | gauge | buffers in messages or with a library |
  /// | `messaging.pool.free` | gauge | buffers that can be rented |
  /// | `messaging.pool.allocated` | gauge | buffers there are |
  /// | `messaging.pool.allocated_bytes` | gauge | bytes they have |
  /// | `messaging.pool.high_water` | gauge | most buffers there were at once |
  public struct PoolMetrics: Sendable {
    private var rents: SumCounter
    private var misses: SumCounter
    private var rejected: SumCounter
    private let outstanding: Meter
    private let free: Meter
    private let allocated: Meter
    private let allocatedBytes: Meter
    private let highWater: Meter

    init(in scope: MetricsScope) {
      rents = scope.sumCounter("pool.rents")
      misses = scope.sumCounter("pool.misses")
      rejected = scope.sumCounter("pool.rejected")
      outstanding = scope.gauge("pool.outstanding")
      free = scope.gauge("pool.free")
      allocated = scope.gauge("pool.allocated")
      allocatedBytes = scope.gauge("pool.allocated_bytes")
      highWater = scope.gauge("pool.high_water")
    }

    /// Passes on what a pool tells. Counters are given what came since the last call, so that one value of this type goes with one pool.
    public mutating func record(_ statistics: PoolStatistics) {
      rents.report(statistics.rents)
      misses.report(statistics.misses)
      rejected.report(statistics.rejected)
      outstanding.set(statistics.outstanding)
      free.set(statistics.free + statistics.returning)
      allocated.set(statistics.allocated)
      allocatedBytes.set(statistics.allocatedBytes)
      highWater.set(statistics.highWater)
    }
  }
#endif
