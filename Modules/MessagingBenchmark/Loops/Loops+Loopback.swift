public import Messaging

extension Loops {
  /// Sends copies and receives each into the same memory; is delayed as the batch says.
  @inlinable
  @Sendable
  static func sendAndReceive(
    _ sender: inout Socket<T>, _ receiver: inout Socket<T>, _ batch: Batch
  ) throws {
    var delay = batch.delay.countdown
    for number in batch.numbers {
      batch.stamp(batch.scratch, number: number)
      try sender.send(copying: UnsafeRawBufferPointer(batch.scratch))
      let size = try receiver.receive(into: batch.scratch)
      try batch.check(batch.scratch.baseAddress, count: size.full, number: number)
      delay.pass()
    }
  }
}
