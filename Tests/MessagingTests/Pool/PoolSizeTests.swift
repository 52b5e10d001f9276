import InProcessTransport
import Testing

@testable import Messaging

/// Every size is rented as asked for, whatever the class that it falls into.
@Suite struct PoolSizeTests {
  /// The sizes around each class's capacity.
  static let sizes =
    [1, 2]
    + (0..<SizeClass.count).flatMap {
      (-1...1).map { [capacity = SizeClass.capacity(of: $0)] in capacity + $0 }
    }

  @Test(arguments: sizes) func aMessageHasTheSizeThatWasAskedFor(_ size: Int) throws {
    try expectExactSize(size, of: ScriptedTransport())
    try expectExactSize(size, of: LendingTransport())
    try expectExactSize(size, of: GivingTransport())
    try expectExactSize(size, of: InProcess())
  }

  private func expectExactSize<T: Transport>(_ size: Int, of transport: T) throws {
    var pool = try Pool(transport)
    let message = try pool.rent(unsafeUninitializedSize: size) { bytes in
      #expect(bytes.count == size)
      bytes[0] = 1
      bytes[size - 1] = 2
    }
    #expect(message.count == size)
    #expect(message.withUnsafeBytes { $0.count == size && $0[size - 1] == 2 })
    let statistics = pool.checkedStatistics()
    if size <= 16 << 20 {
      let capacity = message.lease?.capacity
      #expect(capacity == max(64, 1 << (Int.bitWidth - (size - 1).leadingZeroBitCount)))
      #expect(statistics.allocatedBytes == capacity)
      #expect(statistics.misses == 1)
    } else {
      #expect(message.lease == nil)
      #expect(statistics.allocated == 0)
      #expect(statistics.rejected == 1)
    }
  }

  @Test func aMessageOfNoBytesHasNoBuffer() throws {
    var pool = try Pool(ScriptedTransport())
    let zeroed = try pool.rent(0)
    let copied = try pool.rent(copying: UnsafeRawBufferPointer(start: nil, count: 0))
    var calls: [Int] = []
    let filled = try pool.rent(unsafeUninitializedSize: 0) { calls.append($0.count) }
    #expect(zeroed.count + copied.count + filled.count == 0)
    #expect(zeroed.lease == nil && copied.lease == nil && filled.lease == nil)
    #expect(calls == [0])
    #expect(pool.checkedStatistics() == PoolStatistics())
  }

  @Test(arguments: [-1, -64, .min]) func aNegativeSizeIsAnError(_ size: Int) throws {
    var pool = try Pool(ScriptedTransport())
    for _ in 0..<2 {
      let error = failure { () throws(MessagingError) in _ = try pool.rent(size) }
      #expect(error?.code == .invalidArgument)
      #expect(error?.operation == .makeMessage)
      // Also where there would be a free buffer.
      try pool.prewarm(1, size: 1)
    }
    #expect(pool.checkedStatistics().rents == 0)
  }

  @Test func aSizeThatNoMemoryHasIsAnError() throws {
    try expectNoMemory(of: ScriptedTransport())
    try expectNoMemory(of: InProcess())
  }

  private func expectNoMemory<T: Transport>(of transport: T) throws {
    var pool = try Pool(transport)
    for size in [Int.max, .max - 63, .max / 2] {
      let error = failure { () throws(MessagingError) in _ = try pool.rent(size) }
      #expect(error?.code == .outOfResources)
      #expect(error?.operation == .makeMessage)
    }
    #expect(pool.checkedStatistics().rejected == 3)
  }

  @Test(arguments: [(1, 64), (64, 1), (100, 128), (1_000, 513), (70_000, 70_001)])
  func whatWasInTheBufferIsGone(_ first: Int, _ second: Int) throws {
    var pool = try Pool(ScriptedTransport())
    let address = try pool.rent(unsafeUninitializedSize: first) {
      _ = $0.initializeMemory(as: UInt8.self, repeating: 0xFF)
    }.address
    let message = try pool.rent(second)
    #expect(message.address == address)
    #expect(message.withUnsafeBytes { $0.allSatisfy { $0 == 0 } })
    #expect(pool.checkedStatistics().hits == 1)
  }

  @Test func bytesAreCopied() throws {
    var pool = try Pool(ScriptedTransport())
    for count in [1, 63, 64, 65, 5_000] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7 + 1) }
      #expect([UInt8](try pool.rent(copying: bytes.span.bytes)) == bytes)
      let copied = try bytes.withUnsafeBytes { [UInt8](try pool.rent(copying: $0)) }
      #expect(copied == bytes)
    }
    #expect(pool.checkedStatistics().outstanding == 0)
  }

  @Test func aRentedMessageIsChangedInPlace() throws {
    var pool = try Pool(ScriptedTransport())
    var message = try pool.rent(100)
    let address = message.address
    message.withMutableBytes { $0.storeBytes(of: 7, toByteOffset: 99, as: UInt8.self) }
    message.withUnsafeMutableBytes { $0[0] = 8 }
    #expect(message.address == address)
    #expect(message.withUnsafeBytes { [$0[0], $0[99]] } == [8, 7])
  }
}
