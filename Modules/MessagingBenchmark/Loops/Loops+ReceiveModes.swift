public import CBenchmarkSupport
public import Messaging

// All receive into the same memory, so that they differ only in how they wait.
extension Loops {
  @inlinable
  @Sendable
  static func receiveDraining(
    _ socket: inout Socket<T>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    var next = batch.numbers.lowerBound
    while next < batch.numbers.upperBound {
      let size = try socket.receive(into: batch.scratch)
      try batch.check(batch.scratch.baseAddress, count: size.full, number: next)
      next += 1
      try drain(&socket, batch, from: &next)
    }
  }

  @inlinable
  @Sendable
  static func receivePolling(
    _ socket: inout Socket<T>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    var next = batch.numbers.lowerBound
    while next < batch.numbers.upperBound {
      _ = try socket.waitToReceive()
      try drain(&socket, batch, from: &next)
    }
  }

  @inlinable
  @Sendable
  static func receiveNapping(
    _ socket: inout Socket<T>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    var next = batch.numbers.lowerBound
    while true {
      try drain(&socket, batch, from: &next)
      if next == batch.numbers.upperBound { return }
      benchmark_sleep(Job.napNanoseconds)
    }
  }

  /// Receives the messages that are there, from number `next` on and at most to the end of the batch: what follows is the
  /// next batch's.
  @inlinable
  @inline(__always)
  static func drain(_ socket: inout Socket<T>, _ batch: Batch, from next: inout UInt64) throws {
    while next < batch.numbers.upperBound, let size = try socket.tryReceive(into: batch.scratch) {
      try batch.check(batch.scratch.baseAddress, count: size.full, number: next)
      next += 1
    }
  }
}
