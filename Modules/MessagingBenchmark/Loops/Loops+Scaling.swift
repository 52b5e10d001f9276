public import Messaging

extension Loops {
  @inlinable
  @Sendable
  static func sendInTurn(
    _ sockets: UnsafeMutableBufferPointer<Socket<T>>, _ batch: Batch
  ) throws {
    // A message's number says which socket it goes through, so that the turns go on from batch to batch.
    var turn = Int(batch.numbers.lowerBound % UInt64(sockets.count))
    for number in batch.numbers {
      batch.stamp(batch.scratch, number: number)
      try sockets[turn].send(copying: UnsafeRawBufferPointer(batch.scratch))
      turn &+= 1
      if turn == sockets.count { turn = 0 }
    }
  }

  @inlinable
  @Sendable
  static func receiveInAnyOrder(
    _ socket: inout Socket<T>, _ pool: inout Pool<T>, _ batch: Batch
  ) throws {
    let arrivals = Arrivals(batch)
    for _ in batch.numbers {
      let size = try socket.receive(into: batch.scratch)
      try arrivals.note(count: size.full)
    }
  }
}
