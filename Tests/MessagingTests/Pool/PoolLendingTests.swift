import InProcessTransport
import TestSupport
import Testing

@testable import Messaging

private typealias Number = ScriptedTransport.Number

/// Buffers that are handed over to a library instead of being copied.
@Suite struct PoolLendingTests {
  private let transport = LendingTransport()

  @Test(arguments: [
    (nil, 1_023, false), (nil, 1_024, true), (0, 1, true), (100, 99, false), (100, 100, true),
  ])
  func theCrossoverDecides(_ crossover: Int?, _ size: Int, _ isLent: Bool) throws {
    let leaked = try ScriptedTransport.expectingNoLeak {
      var pool = try Pool(transport, options: .with { $0.crossover = crossover })
      var socket = try transport.socket(.pair)
      transport.script.results = [.failure(Number.wouldBlock)]
      var message = try pool.rent(unsafeUninitializedSize: size) {
        _ = $0.initializeMemory(as: UInt8.self, repeating: 3)
      }
      let address = message.address
      #expect(try !socket.trySend(&message))
      // What was lent stays so, and is the same message all the same.
      #expect((message.lease == nil) == isLent)
      #expect(ScriptedTransport.live.count == (isLent ? 1 : 0))
      #expect(message.address == address)
      #expect([UInt8](message) == [UInt8](repeating: 3, count: size))
      #expect(pool.checkedStatistics().outstanding == 1)
      #expect(try socket.trySend(&message))
      #expect(message.count == 0)
      #expect(transport.script.sent == [[UInt8](repeating: 3, count: size)])
      #expect(pool.checkedStatistics().outstanding == 0)
    }
    #expect(leaked == 0)
  }

  @Test func aLentBufferReturnsWithItsMessage() throws {
    let worker = try Worker()
    var pool = try Pool(transport)
    var socket = try transport.socket(.pair)
    for dropsHere in [true, false] {
      transport.script.results = [.failure(Number.broken)]
      #expect(socket.failureToSend(try pool.rent(5_000))?.code == .other)
      let kept = socket.reclaimKept()
      let message = try #require(kept)
      #expect(pool.checkedStatistics().outstanding == 1)
      if dropsHere { message.drop() } else { try worker.run { message.drop() } }
      #expect(pool.checkedStatistics().outstanding == 0)
    }
    #expect(pool.checkedStatistics().allocated == 1)
  }

  @Test func aTransportMayRefuse() throws {
    let transport = GivingTransport()
    var pool = try Pool(transport, options: .with { $0.checksBuffers = true })
    var socket = try transport.socket(.pair)
    try socket.send(try pool.rent(5_000))
    #expect(transport.script.sent.map(\.count) == [5_000])
    let statistics = pool.checkedStatistics()
    #expect(statistics.free == 1 && statistics.allocated == 1)
  }

  /// The receiver has the sender's buffer itself.
  @Test(arguments: [false, true]) func aReceiverGetsTheBuffer(_ isChecked: Bool) throws {
    let worker = try Worker()
    let transport = InProcess()
    var pool = try Pool(transport, options: .with { $0.checksBuffers = isChecked })
    var push = try transport.socket(.push)
    var pull = try transport.socket(.pull)
    try pull.connect(try push.bind("inproc://*"))
    for round in 1...3 {
      let message = try pool.rent(unsafeUninitializedSize: 50_000) {
        _ = $0.initializeMemory(as: UInt8.self, repeating: UInt8(round))
      }
      let address = message.address
      try push.send(message, deadline: soon)
      #expect(pool.checkedStatistics().outstanding == 1)
      let received = Kept(try pull.receive(deadline: soon))
      #expect(received.address == address)
      #expect([UInt8](received.message) == [UInt8](repeating: UInt8(round), count: 50_000))
      try worker.run { received.drop() }
      let statistics = pool.checkedStatistics()
      #expect(statistics.returning == 1 && statistics.outstanding == 0 && statistics.allocated == 1)
    }
  }

  /// Several receivers share one buffer; the last gives it back.
  @Test func subscribersShareTheBuffer() throws {
    let transport = InProcess()
    var pool = try Pool(transport)
    var publish = try transport.socket(.publish)
    let address = try publish.bind("inproc://*")
    var one = try transport.socket(.subscribe)
    var other = try transport.socket(.subscribe)
    try one.connect(address)
    try one.subscribe()
    try other.connect(address)
    try other.subscribe()
    try publish.send(try pool.rent(50_000))
    var first = try one.receive(deadline: soon)
    let second = try other.receive(deadline: soon)
    #expect(first.address == second.address)
    first.withUnsafeMutableBytes { $0[0] = 1 }
    #expect(first.address != second.address)
    #expect(second.withUnsafeBytes { $0[0] } == 0)
    #expect(pool.checkedStatistics().outstanding == 1)
    _ = consume second
    #expect(pool.checkedStatistics().outstanding == 0)
  }
}
