import Messaging

extension Fixture {
  /// Runs `body` with pools that hand everything over, copy everything, or leave it to the transport, without
  /// checks and with them. In the end all buffers have to be back.
  func forEveryPool(
    _ configure: (inout PoolOptions) -> Void = { _ in }, _ body: (inout Pool<T>) throws -> Void
  ) throws {
    try forEveryLentPool(configure) { lent in try body(&lent.pool) }
  }

  /// As `forEveryPool(_:_:)`, with pools that may go to another thread.
  ///
  /// A pool in which something is wrong is left behind: to free its buffers might end the process before
  /// anybody reads what was found.
  func forEveryLentPool(
    _ configure: (inout PoolOptions) -> Void = { _ in }, _ body: (LentPool<T>) throws -> Void
  ) throws {
    for options in PoolVariants.all {
      var options = options
      configure(&options)
      let lent = LentPool(try Pool(transport, options: options))
      do {
        try body(lent)
        try expectAllBack(lent.pool.statistics)
      } catch {
        _ = Unmanaged.passRetained(lent)
        throw error
      }
    }
  }

  /// The message of this number, rented.
  func rent(_ number: Int, size: Int = 32, from pool: inout Pool<T>) throws -> Message<T> {
    try pool.rent(unsafeUninitializedSize: size) { Payload(number).write(to: $0) }
  }

  /// The message of this number, rented by one of several threads.
  func rent(_ number: Int, size: Int, from pool: SharedPool<T>) throws -> Message<T> {
    try pool.rent(unsafeUninitializedSize: size) { Payload(number).write(to: $0) }
  }

  /// Sends the message of this number, rented.
  func send(
    _ number: Int, size: Int = 32, from pool: inout Pool<T>, on socket: inout Socket<T>
  ) throws {
    try socket.send(rent(number, size: size, from: &pool), deadline: soon)
  }

  /// Tries to send until the message was taken.
  func sendTrying(_ message: inout Message<T>, on socket: inout Socket<T>) throws {
    try eventually("a message to be taken") { try socket.trySend(&message) }
    try expectEqual(message.count, 0, "the size of the sent message")
  }

  /// Waits until all buffers of a pool are back.
  func expectAllBack(_ statistics: @autoclosure () -> PoolStatistics) throws {
    try eventually("all buffers of a pool to come back") {
      let statistics = statistics()
      try check(statistics)
      return statistics.outstanding == 0
    }
  }

  /// Checks that so many buffers of a pool are out.
  func expectOut(_ count: Int, of statistics: PoolStatistics) throws {
    try check(statistics)
    try expectEqual(statistics.outstanding, count, "the buffers that are out")
  }

  /// Checks that a pool's counts add up.
  private func check(_ statistics: PoolStatistics) throws {
    try expect(
      statistics.outstanding >= 0, "each buffer to come back once",
      seen: "\(-statistics.outstanding) more than were out")
    try expectEqual(
      statistics.free + statistics.returning + statistics.outstanding, statistics.allocated,
      "the buffers wherever they are")
    try expectEqual(
      statistics.hits + statistics.misses + statistics.rejected, statistics.rents,
      "the rented messages of every kind")
    try expect(
      statistics.hits >= 0 && statistics.allocated <= statistics.highWater, "counts without contradiction",
      seen: "\(statistics)")
  }
}

/// The options of the pools that behaviors are tried with.
enum PoolVariants {
  /// Without checks first: a buffer that came back twice then shows in the counts, where a check ends the
  /// process.
  static let all: [PoolOptions] = [(0, false), (nil, false), (.max, false), (0, true), (.max, true)].map {
    var options = PoolOptions()
    (options.crossover, options.checksBuffers) = $0
    return options
  }
}

/// Sizes of pooled messages in bytes.
enum PooledSize {
  /// Around the thresholds of the libraries, of the pools' classes, and of the usual crossover.
  static let all =
    [0, 1] + Array(31...34) + Array(63...65) + Array(119...121) + Array(8_191...8_193)
    + Array(32_767...32_769) + [65_536, 1 << 20]

  /// Of several classes: inside a message, filling its buffer, not filling it, above the usual crossover.
  static let some = [20, 128, 1_000, 70_000]
}
