internal import CBenchmarkSupport
public import Messaging

extension Loops {
  @inlinable
  @Sendable
  static func keepAll(
    _ socket: inout Socket<T>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    try keep(1, &socket, batch) { $0 }
  }

  @inlinable
  @Sendable
  static func keepAllPooled(
    _ socket: inout Socket<T>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    try keep(1, &socket, batch) { pool.keep($0) }
  }

  @inlinable
  @Sendable
  static func keepSome(
    _ socket: inout Socket<T>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    try keep(Job.keptStride, &socket, batch) { $0 }
  }

  @inlinable
  @Sendable
  static func keepSomePooled(
    _ socket: inout Socket<T>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    try keep(Job.keptStride, &socket, batch) { pool.keep($0) }
  }

  /// Receives messages and keeps one of each `stride`.
  @inlinable
  @inline(__always)
  static func keep(
    _ stride: Int, _ socket: inout Socket<T>, _ batch: Batch,
    _ prepare: (consuming Message<T>) -> Message<T>
  ) throws {
    var kept = Kept<T>(batch)
    for number in batch.numbers {
      let message = try socket.receive()
      try batch.check(message, number: number)
      if number.isMultiple(of: UInt64(stride)) { kept.keep(prepare(message)) }
    }
    kept.gauge()
  }
}

/// The last messages that a loop kept: each takes the place of the one before the last ``Job/keptCount``.
@usableFromInline
struct Kept<T: Transport>: ~Copyable {
  @usableFromInline
  let messages: UnsafeMutablePointer<Message<T>>
  private let target: UnsafeMutablePointer<UInt64>?
  @usableFromInline
  var count = 0

  @usableFromInline
  init(_ batch: Batch) {
    messages = .allocate(capacity: Job.keptCount)
    target = batch.gauge
  }

  @inlinable
  deinit {
    messages.deinitialize(count: min(count, Job.keptCount))
    messages.deallocate()
  }

  @usableFromInline
  mutating func keep(_ message: consuming Message<T>) {
    let place = messages + count % Job.keptCount
    if count >= Job.keptCount { _ = place.move() }
    place.initialize(to: message)
    count += 1
  }

  /// Notes how many bytes the process has in use, if somebody wants to know.
  @usableFromInline
  func gauge() {
    target?.pointee = benchmark_bytes_in_use()
  }
}
