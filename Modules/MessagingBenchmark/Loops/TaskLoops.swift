public import CBenchmarkSupport
public import Messaging
public import MessagingAsync

/// The loops of those jobs that tasks do, for one transport. As ``Loops``, they are compiled for that transport.
public struct TaskLoops<T: DescriptorSignalingTransport>: Sendable {
  /// Moves one batch, suspending as long as it takes; throws at the first fault.
  public typealias Loop = @Sendable (inout AsyncSocket<T>, Batch) async throws -> Void

  @usableFromInline
  let table: [Job: Loop]

  /// The loops of every job that tasks do.
  @inlinable
  public init() {
    table = [
      .sendCopy: Self.sendCopies,
      .receiveBuffer: Self.receiveIntoBuffer,
      .timedPing: Self.timedPing,
      .echo: Self.echo,
    ]
  }

  subscript(job: Job) -> Loop {
    guard let loop = table[job] else { preconditionFailure("there is no task to \(job.name)") }
    return loop
  }

  @inlinable
  @Sendable
  static func sendCopies(_ socket: inout AsyncSocket<T>, _ batch: Batch) async throws {
    for number in batch.numbers { try await send(number, through: &socket, batch) }
  }

  @inlinable
  @Sendable
  static func receiveIntoBuffer(_ socket: inout AsyncSocket<T>, _ batch: Batch) async throws {
    for number in batch.numbers { try await receive(number, from: &socket, batch) }
  }

  @inlinable
  @Sendable
  static func timedPing(_ socket: inout AsyncSocket<T>, _ batch: Batch) async throws {
    var start = benchmark_nanoseconds()
    for (index, number) in batch.numbers.enumerated() {
      try await send(number, through: &socket, batch)
      try await receive(number, from: &socket, batch)
      let end = benchmark_nanoseconds()
      batch.durations[index] = end - start
      start = end
    }
  }

  @inlinable
  @Sendable
  static func echo(_ socket: inout AsyncSocket<T>, _ batch: Batch) async throws {
    for number in batch.numbers {
      let message = try await socket.receive()
      try batch.check(message, number: number)
      try await socket.send(message)
    }
  }

  @inlinable
  @inline(__always)
  static func send(_ number: UInt64, through socket: inout AsyncSocket<T>, _ batch: Batch) async throws {
    batch.stamp(batch.scratch, number: number)
    try await socket.transfer(.sending) { (socket) throws(MessagingError) in
      try socket.trySend(copying: UnsafeRawBufferPointer(batch.scratch))
    }
  }

  @inlinable
  @inline(__always)
  static func receive(_ number: UInt64, from socket: inout AsyncSocket<T>, _ batch: Batch) async throws {
    var count = 0
    try await socket.transfer(.receiving) { (socket) throws(MessagingError) in
      guard let size = try socket.tryReceive(into: batch.scratch) else { return false }
      count = size.full
      return true
    }
    try batch.check(batch.scratch.baseAddress, count: count, number: number)
  }
}
