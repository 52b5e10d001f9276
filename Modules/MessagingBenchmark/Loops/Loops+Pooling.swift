public import Messaging

extension Loops {
  // MARK: Sending

  @inlinable
  @Sendable
  static func sendPooled(
    _ socket: inout Socket<T>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    for number in batch.numbers {
      let message = try pool.rent(unsafeUninitializedSize: batch.size) {
        batch.stamp($0, number: number)
      }
      try socket.send(message)
    }
  }

  // MARK: Receiving

  @inlinable
  @Sendable
  static func receivePooled(
    _ socket: inout Socket<T>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    for number in batch.numbers {
      let message = try socket.receive(into: &pool)
      try batch.check(message, number: number)
    }
  }

  @inlinable
  @Sendable
  static func receiveAndCopy(
    _ socket: inout Socket<T>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    var arrival = Message<T>()
    for number in batch.numbers {
      try socket.receive(reusing: &arrival)
      let copy = try arrival.withUnsafeBytes { try pool.rent(copying: $0) }
      try batch.check(copy, number: number)
    }
  }

  @inlinable
  @Sendable
  static func receiveAndRent(
    _ socket: inout Socket<T>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    var arrival = Message<T>()
    for number in batch.numbers {
      try socket.receive(reusing: &arrival)
      let rented = try pool.rent(unsafeUninitializedSize: arrival.count) { _ in }
      try batch.check(arrival, number: number)
      _ = consume rented
    }
  }
}
