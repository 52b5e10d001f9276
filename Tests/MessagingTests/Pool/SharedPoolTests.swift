import POSIXSupport
import TestSupport
import Testing

@testable import Messaging

/// A pool that several threads use at once.
@Suite struct SharedPoolTests {
  @Test func itIsAPool() throws {
    let transport = ScriptedTransport()
    var socket = try transport.socket(.pair)
    let options = PoolOptions.with {
      $0.maximumCount = 4
      $0.recordsPlaces = true
    }
    let pool = try SharedPool(transport, options: options)
    #expect(pool.options == options)
    #expect(try pool.prewarm(1, size: 3) == 1)
    #expect(failure { () throws(MessagingError) in try pool.prewarm(1, size: 0) }?.code == .invalidArgument)
    #expect(failure { () throws(MessagingError) in _ = try pool.rent(-1) }?.code == .invalidArgument)
    let bytes: [UInt8] = [1, 2, 3]
    #expect([UInt8](try pool.rent(copying: bytes.span.bytes)) == bytes)
    let copied = try bytes.withUnsafeBytes { [UInt8](try pool.rent(copying: $0)) }
    #expect(copied == bytes)
    #expect([UInt8](try pool.rent(3)) == [0, 0, 0])
    let filled = try pool.rent(unsafeUninitializedSize: 2) { $0.copyBytes(from: [8, 9]) }
    #expect([UInt8](filled) == [8, 9])
    _ = consume filled
    #expect([UInt8](pool.keep(try Message(bytes))) == bytes)
    transport.script.results = [.success(4), .failure(ScriptedTransport.Number.wouldBlock)]
    let received = Kept(try socket.receive(into: pool))
    let line = #line - 1
    let none = try socket.tryReceive(into: pool) == nil
    #expect(none)
    #expect(pool.leaks.places == [PoolLeaks.Place(file: #fileID, line: line): 1])
    received.drop()
    pool.trim()
    let statistics = pool.statistics
    #expect(statistics.contradiction(within: options) == nil)
    #expect(statistics.rents == 6 && statistics.hits == 6 && statistics.allocated == 0)
  }

  @Test func statisticsAreRightAfterwards() throws {
    let options = PoolOptions.with { $0.maximumCount = 40 }
    let pool = try SharedPool(ScriptedTransport(), options: options)
    let threads = 4
    let each = manyMessages / 4
    let exchange = Exchange<ScriptedTransport>(places: 16)
    let defects = Counter()
    let handles = try (0..<threads).map { thread in
      Handle(
        try JoinableThread {
          var generator = SeededGenerator(seed: UInt64(thread + 1))
          for number in 0..<each {
            let size = 1 << Int.random(in: 0..<12, using: &generator)
            let message = try pool.rent(size)
            if !message.withUnsafeBytes({ $0.allSatisfy { $0 == 0 } }) { defects.increment() }
            exchange.swap(Kept(message), using: &generator)
            switch number % 1_000 {
            case 0: pool.trim(toBytes: 1_000)
            case 1: try pool.prewarm(2, size: size)
            case 2:
              if pool.statistics.contradiction(within: options) != nil { defects.increment() }
            default: break
            }
          }
        })
    }
    for handle in handles { try handle.join() }
    exchange.empty()
    let statistics = pool.statistics
    #expect(statistics.contradiction(within: options) == nil)
    #expect(defects.value == 0)
    #expect(statistics.rents == threads * each)
    #expect(
      statistics.outstanding == 0
        && statistics.returns == statistics.hits + statistics.misses - statistics.returning)
  }
}
