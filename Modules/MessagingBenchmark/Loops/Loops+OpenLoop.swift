public import CBenchmarkSupport
public import Messaging

extension Loops {
  /// Sends the first message at once, which joins the ends, and the others on schedule.
  @inlinable
  @Sendable
  static func sendOnSchedule(
    _ socket: inout Socket<T>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    guard let schedule = batch.schedule else { preconditionFailure("an open loop has a schedule") }
    batch.stamp(batch.scratch, number: batch.numbers.lowerBound)
    try socket.send(copying: UnsafeRawBufferPointer(batch.scratch))
    var times = schedule.waitForTimes()
    for number in batch.numbers.dropFirst() {
      batch.stamp(batch.scratch, number: number)
      Schedule.wait(until: times.next())
      try socket.send(copying: UnsafeRawBufferPointer(batch.scratch))
    }
    schedule.noteEnd()
  }

  @inlinable
  @Sendable
  static func receiveOnSchedule(
    _ socket: inout Socket<T>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    guard let schedule = batch.schedule else { preconditionFailure("an open loop has a schedule") }
    var times = schedule.times
    for (index, number) in batch.numbers.enumerated() {
      let size = try socket.receive(into: batch.scratch)
      batch.durations[index] = benchmark_nanoseconds() - times.next()
      try batch.check(batch.scratch.baseAddress, count: size.full, number: number)
    }
  }
}
