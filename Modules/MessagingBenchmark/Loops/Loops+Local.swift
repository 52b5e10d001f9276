public import CBenchmarkSupport
public import Messaging

// Messages are not written: what is measured is what it takes to have one.
extension Loops {
  // MARK: In one thread

  @inlinable
  @Sendable
  static func make(
    _ belt: Belt<Message<T>>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    for _ in batch.numbers {
      _ = try Message<T>(unsafeUninitializedSize: batch.size) { benchmark_use($0.baseAddress) }
    }
  }

  @inlinable
  @Sendable
  static func rent(
    _ belt: Belt<Message<T>>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    for _ in batch.numbers {
      _ = try pool.rent(unsafeUninitializedSize: batch.size) { benchmark_use($0.baseAddress) }
    }
  }

  @inlinable
  @Sendable
  static func rentAndHandOver(
    _ belt: Belt<Message<T>>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    for _ in batch.numbers {
      var message = try pool.rent(unsafeUninitializedSize: batch.size) { benchmark_use($0.baseAddress) }
      guard message.handOver() else { throw NotHandedOver() }
    }
  }

  // MARK: From thread to thread

  @inlinable
  @Sendable
  static func passMade(
    _ belt: Belt<Message<T>>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    var writer = Belt.Writer(belt)
    defer { writer.tell() }
    for _ in batch.numbers {
      try writer.put(
        try Message<T>(unsafeUninitializedSize: batch.size) { benchmark_use($0.baseAddress) })
    }
  }

  @inlinable
  @Sendable
  static func passRented(
    _ belt: Belt<Message<T>>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    var writer = Belt.Writer(belt)
    defer { writer.tell() }
    for _ in batch.numbers {
      try writer.put(
        try pool.rent(unsafeUninitializedSize: batch.size) { benchmark_use($0.baseAddress) })
    }
  }

  @inlinable
  @Sendable
  static func dropPassed(
    _ belt: Belt<Message<T>>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    var reader = Belt.Reader(belt)
    defer { reader.tell() }
    for number in batch.numbers {
      let message = try reader.take()
      guard message.count == batch.size else {
        throw DeliveryError.wrongSize(number: number, expected: batch.size, found: message.count)
      }
    }
  }
}

/// A pool's buffer was not handed over to the library, for lack of memory.
public struct NotHandedOver: Error {
  @usableFromInline
  init() {}
}
