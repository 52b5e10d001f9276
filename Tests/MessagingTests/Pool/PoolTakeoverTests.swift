import InProcessTransport
import TestSupport
import Testing

@testable import Messaging

private typealias Number = ScriptedTransport.Number

/// Received messages that move into a pool.
@Suite struct PoolTakeoverTests {
  @Test func receivedBytesAreCopied() throws {
    let leaked = try ScriptedTransport.expectingNoLeak {
      let transport = ScriptedTransport()
      var pool = try Pool(transport)
      var socket = try transport.socket(.pair)
      transport.script.results = [.success(100), .success(0), .failure(Number.wouldBlock), .success(70)]
      let message = Kept(try socket.receive(into: &pool))
      #expect(message.message.count == 100 && message.message.lease != nil)
      #expect(ScriptedTransport.live.count == 0)
      let empty = try socket.receive(into: &pool)
      #expect(empty.isEmpty && empty.lease == nil)
      let none = try socket.tryReceive(into: &pool) == nil
      #expect(none)
      let second = try socket.tryReceive(into: &pool)
      let statistics = pool.checkedStatistics()
      #expect(statistics.outstanding == 2 && statistics.takeovers == 0 && statistics.rents == 2)
      #expect(second?.count == 70)
      message.drop()
    }
    #expect(leaked == 0)
  }

  @Test func aMessageForWhichThereIsNoRoomStaysAsItWas() throws {
    try expectToStay(of: ScriptedTransport())
    try expectToStay(of: GivingTransport())
  }

  private func expectToStay<T: Scripted>(of transport: T) throws {
    let leaked = try ScriptedTransport.expectingNoLeak {
      var pool = try Pool(transport, options: .with { $0.maximumCount = 0 })
      let original = try Message<T>([1, 2, 3])
      let address = original.address
      let kept = pool.keep(original)
      #expect(kept.address == address && [UInt8](kept) == [1, 2, 3])
      let statistics = pool.checkedStatistics()
      #expect(statistics.allocated == 0 && statistics.takeovers == 0)
    }
    #expect(leaked == 0)
  }

  @Test func aRentedMessageStaysInItsPool() throws {
    var one = try Pool(ScriptedTransport())
    var other = try Pool(ScriptedTransport())
    let rented = try one.rent(40)
    let address = rented.address
    let kept = other.keep(rented)
    #expect(kept.address == address)
    #expect(one.checkedStatistics().outstanding == 1)
    #expect(other.checkedStatistics() == PoolStatistics())
  }

  @Test func memoryIsTakenOver() throws {
    let leaked = try ScriptedTransport.expectingNoLeak {
      var pool = try Pool(GivingTransport())
      let original = try Message<GivingTransport>([1, 2, 3])
      let address = original.address
      let kept = pool.keep(original)
      #expect(kept.address == address && [UInt8](kept) == [1, 2, 3])
      var statistics = pool.checkedStatistics()
      #expect(statistics.takeovers == 1 && statistics.rents == 0 && statistics.outstanding == 1)
      #expect(statistics.allocatedBytes == 64)
      _ = consume kept
      statistics = pool.checkedStatistics()
      #expect(statistics.free == 1 && statistics.returns == 1)
      // It serves for what fits into it.
      #expect(try pool.rent(3).address == address)
      #expect(try pool.rent(4).address != address)
      statistics = pool.checkedStatistics()
      #expect(statistics.hits == 1 && statistics.misses == 1 && statistics.allocated == 1)
      #expect(ScriptedTransport.live.count == 0)
    }
    #expect(leaked == 0)
  }

  @Test func takenMemoryIsSentAndMakesRoomForMore() throws {
    let leaked = try ScriptedTransport.expectingNoLeak {
      let transport = GivingTransport()
      var pool = try Pool(transport, options: .with { $0.maximumCount = 1 })
      var socket = try transport.socket(.pair)
      for round in 1...100 {
        transport.script.results = [.success(500), .failure(Number.wouldBlock)]
        var message = try socket.receive(into: &pool)
        let address = message.address
        #expect(try !socket.trySend(&message))
        #expect(message.address == address && message.count == 500)
        #expect(try socket.trySend(&message))
        // What was sent is no buffer any more.
        let statistics = pool.checkedStatistics()
        #expect(statistics.takeovers == round && statistics.allocated == 0 && statistics.highWater == 1)
      }
      #expect(transport.script.sent.map(\.count) == [Int](repeating: 500, count: 100))
    }
    #expect(leaked == 0)
  }

  @Test func aShorterMessageIsSentInTakenMemory() throws {
    let leaked = try ScriptedTransport.expectingNoLeak {
      let transport = GivingTransport()
      var pool = try Pool(transport)
      var socket = try transport.socket(.pair)
      _ = pool.keep(try Message(size: 120))
      let message = try pool.rent(copying: [UInt8](repeating: 5, count: 70).span.bytes)
      try socket.send(message)
      #expect(transport.script.sent == [[UInt8](repeating: 5, count: 70)])
      let statistics = pool.checkedStatistics()
      #expect(statistics.hits == 1 && statistics.allocated == 0)
    }
    #expect(leaked == 0)
  }

  /// Where messages are received and dropped only, the pool keeps one, not ever more.
  @Test func memoryOfDroppedMessagesIsReplaced() throws {
    let leaked = try ScriptedTransport.expectingNoLeak {
      let transport = GivingTransport()
      var pool = try Pool(transport)
      var socket = try transport.socket(.pair)
      for _ in 0..<10 {
        transport.script.results = [.success(2_000)]
        #expect(try socket.receive(into: &pool).count == 2_000)
      }
      let statistics = pool.checkedStatistics()
      #expect(statistics.takeovers == 10 && statistics.allocated == 1)
      #expect(ScriptedTransport.live.count == 1)
    }
    #expect(leaked == 0)
  }

  /// Headers whose memory was sent are no buffers that a rent could use.
  @Test func onlyBuffersCountAsFree() throws {
    let transport = GivingTransport()
    var pool = try Pool(transport)
    var socket = try transport.socket(.pair)
    for _ in 0..<3 { try socket.send(pool.keep(try Message(size: 100))) }
    #expect(try pool.prewarm(2, size: 100) == 2)
    var messages = [try pool.rentKept(100), try pool.rentKept(100)]
    #expect(pool.checkedStatistics().hits == 2)

    // One is too small for 120 bytes, though it is of their class.
    messages = [Kept(pool.keep(try Message(size: 110)))]
    messages = []
    #expect(try pool.prewarm(3, size: 120) == 3)
    for _ in 0..<3 { messages.append(try pool.rentKept(120)) }
    let statistics = pool.checkedStatistics()
    #expect(statistics.hits == 5 && statistics.misses == 0)
  }
}
