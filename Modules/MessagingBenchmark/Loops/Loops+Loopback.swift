public import CBenchmarkSupport
public import Messaging

extension Loops {
  /// Sends copies and receives each into the same memory; spins between as the batch says.
  @inlinable
  @Sendable
  static func sendAndReceive(
    _ sender: inout Socket<T>, _ receiver: inout Socket<T>, _ batch: Batch
  ) throws {
    for number in batch.numbers {
      batch.stamp(batch.scratch, number: number)
      try sender.send(copying: UnsafeRawBufferPointer(batch.scratch))
      let size = try receiver.receive(into: batch.scratch)
      try batch.check(batch.scratch.baseAddress, count: size.full, number: number)
      if number.isMultiple(of: Batch.spinStride) { benchmark_spin(batch.spins) }
    }
  }
}
