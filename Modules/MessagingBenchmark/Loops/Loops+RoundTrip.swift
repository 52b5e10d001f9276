public import CBenchmarkSupport
public import Messaging

extension Loops {
  @inlinable
  @Sendable
  static func ping(
    _ socket: inout Socket<T>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    for number in batch.numbers { try roundTrip(&socket, batch, number) }
  }

  @inlinable
  @Sendable
  static func timedPing(
    _ socket: inout Socket<T>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    var start = benchmark_nanoseconds()
    for (index, number) in batch.numbers.enumerated() {
      try roundTrip(&socket, batch, number)
      // One reading ends this trip and begins the next.
      let end = benchmark_nanoseconds()
      batch.durations[index] = end - start
      start = end
    }
  }

  @inlinable
  @inline(__always)
  static func roundTrip(_ socket: inout Socket<T>, _ batch: Batch, _ number: UInt64) throws {
    batch.stamp(batch.scratch, number: number)
    try socket.send(copying: UnsafeRawBufferPointer(batch.scratch))
    let size = try socket.receive(into: batch.scratch)
    try batch.check(batch.scratch.baseAddress, count: size.full, number: number)
  }

  @inlinable
  @Sendable
  static func echo(
    _ socket: inout Socket<T>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    for number in batch.numbers {
      let message = try socket.receive()
      try batch.check(message, number: number)
      try socket.send(message)
    }
  }
}
