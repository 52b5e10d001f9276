/// What a pool may hold, and what it watches. Fixed for its life.
public struct PoolOptions: Hashable, Sendable {
  /// The most bytes in the pool's buffers, in use or not; 64 MiB unless set. Counted are the buffers' capacities, which
  /// are powers of two from 64 bytes on.
  public var maximumBytes = 64 << 20

  /// The most buffers, in use or not; 4,096 unless set, at most 16 Mi.
  public var maximumCount = 4_096

  /// The size in bytes from which a sent message's buffer is handed over to the library rather than copied and kept;
  /// `nil` for the transport's own ``Transport/crossover``.
  ///
  /// `msgbench --experiment crossover` measures it on the machine at hand.
  public var crossover: Int?

  /// Whether each buffer is overwritten when it is returned, and checked for changes when it is rented again; off
  /// unless set.
  ///
  /// Writing to a returned buffer, or returning it twice, which takes unsafe code, then ends the process. Costs time in
  /// proportion to the buffers' sizes.
  public var checksBuffers = false

  /// Whether the pool notes where each message was rented, for ``Pool/leaks``; off unless set. Also switches on
  /// ``checksBuffers``' record of each buffer's whereabouts.
  public var recordsPlaces = false

  /// The defaults.
  public init() {}

  func validate() throws(TransportFailure) {
    let limits = [
      ("maximumBytes", maximumBytes, Int.max), ("maximumCount", maximumCount, 1 << 24),
      ("crossover", crossover ?? 0, Int.max),
    ]
    for (name, value, most) in limits where value < 0 || value > most {
      throw TransportFailure(.invalidArgument, "\(name) of a pool is 0 to \(most), not \(value)")
    }
  }
}
