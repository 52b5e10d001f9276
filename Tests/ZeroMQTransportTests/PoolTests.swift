import Messaging
import TestSupport
import Testing
import ZeroMQTransport

/// libzmq gives a buffer back by a callback, from whatever thread is done with it.
@Suite(.timeLimit(.minutes(15))) struct PoolTests {
  /// From the crossover on, the thread that writes to the network returns the buffer.
  @Test(arguments: [ZeroMQ.crossover, ZeroMQ.crossover + 1, 1 << 20])
  func aBufferThatIsHandedOverComesBack(_ size: Int) throws {
    let transport = try ZeroMQ()
    var pull = try transport.socket(.pull)
    var push = try transport.socket(.push)
    try push.connect(try pull.bind("tcp://127.0.0.1:*"))
    var pool = try Pool(transport)
    for round in 1...20 {
      let message = try pool.rent(unsafeUninitializedSize: size) {
        _ = $0.initializeMemory(as: UInt8.self, repeating: UInt8(round))
      }
      try push.send(message, deadline: soon)
      let received = try pull.receive(deadline: soon)
      #expect(
        received.withUnsafeBytes { $0.count == size && $0[0] == UInt8(round) && $0[size - 1] == UInt8(round) }
      )
      #expect(eventually { pool.statistics.returning == 1 })
      let statistics = pool.statistics
      #expect(statistics.outstanding == 0 && statistics.allocated == 1 && statistics.hits == round - 1)
    }
  }

  @Test func aBufferBelowTheCrossoverIsCopied() throws {
    let transport = try ZeroMQ()
    var push = try transport.socket(.push)
    try push.bind("tcp://127.0.0.1:*")
    try push.connect("inproc://nobody")
    var pool = try Pool(transport)
    for _ in 0..<10 {
      try push.send(try pool.rent(ZeroMQ.crossover - 1), deadline: soon)
      #expect(pool.statistics.free == 1)
    }
  }

  /// The pool is gone before libzmq is done with its buffers, and so are the sockets.
  @Test func buffersOutliveThePool() throws {
    let transport = try ZeroMQ()
    var pull = try transport.socket(.pull)
    let address = try pull.bind("tcp://127.0.0.1:*")
    do {
      var pool = try Pool(transport)
      var push = try transport.socket(.push)
      try push.connect(address)
      for _ in 0..<10 { try push.send(try pool.rent(100_000), deadline: soon) }
    }
    for _ in 0..<10 {
      #expect(try pull.receive(deadline: soon).withUnsafeBytes { $0.count == 100_000 && $0[99_999] == 0 })
    }
  }
}
