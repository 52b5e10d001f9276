public import Messaging

extension Loops {
  // MARK: Sending

  @inlinable
  @Sendable
  static func sendCopies(
    _ socket: inout Socket<T>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    for number in batch.numbers {
      batch.stamp(batch.scratch, number: number)
      try socket.send(copying: UnsafeRawBufferPointer(batch.scratch))
    }
  }

  @inlinable
  @Sendable
  static func sendMessages(
    _ socket: inout Socket<T>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    for number in batch.numbers {
      // What is between the number and the last byte stays as it is in memory: writing it would be the cost
      // of filling a message, which is the same everywhere, and not that of handing it over.
      let message = try Message<T>(unsafeUninitializedSize: batch.size) {
        batch.stamp($0, number: number)
      }
      try socket.send(message)
    }
  }

  // MARK: Receiving

  @inlinable
  @Sendable
  static func receiveIntoBuffer(
    _ socket: inout Socket<T>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    for number in batch.numbers {
      let size = try socket.receive(into: batch.scratch)
      try batch.check(batch.scratch.baseAddress, count: size.full, number: number)
    }
  }

  @inlinable
  @Sendable
  static func receiveMessages(
    _ socket: inout Socket<T>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    for number in batch.numbers {
      let message = try socket.receive()
      try batch.check(message, number: number)
    }
  }

  @inlinable
  @Sendable
  static func receiveReusing(
    _ socket: inout Socket<T>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    var message = Message<T>()
    for number in batch.numbers {
      try socket.receive(reusing: &message)
      try batch.check(message, number: number)
    }
  }
}
