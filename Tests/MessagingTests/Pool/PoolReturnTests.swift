import InProcessTransport
import TestSupport
import Testing

@testable import Messaging

private typealias Number = ScriptedTransport.Number

/// A buffer comes back once, however its message ends.
@Suite struct PoolReturnTests {
  @Test func droppingReturns() throws {
    var pool = try Pool(ScriptedTransport())
    let first = try pool.rent(10).address
    let second = try pool.rent(10).address
    #expect(first == second)
    let statistics = pool.checkedStatistics()
    #expect(statistics.returns == 2 && statistics.free == 1 && statistics.hits == 1)
  }

  @Test func droppingInAnotherThreadReturns() throws {
    let worker = try Worker()
    var pool = try Pool(ScriptedTransport())
    let message = try pool.rentKept(10)
    let address = message.address
    try worker.run { message.drop() }
    var statistics = pool.checkedStatistics()
    #expect(statistics.returning == 1 && statistics.free == 0 && statistics.outstanding == 0)
    #expect(try pool.rent(10).address == address)
    statistics = pool.checkedStatistics()
    #expect(statistics.returning == 0 && statistics.free == 1 && statistics.hits == 1)
  }

  @Test func sendingACopyReturnsAtOnce() throws {
    let transport = ScriptedTransport()
    var pool = try Pool(transport)
    var socket = try transport.socket(.pair)
    try socket.send(try pool.rent(copying: Array("sent".utf8).span.bytes))
    var message = try pool.rent(copying: Array("tried".utf8).span.bytes)
    #expect(try socket.trySend(&message))
    #expect(message.isEmpty && message.lease == nil)
    #expect(transport.script.sent == [Array("sent".utf8), Array("tried".utf8)])
    let statistics = pool.checkedStatistics()
    #expect(statistics.outstanding == 0 && statistics.allocated == 1)
  }

  @Test(arguments: [Number.wouldBlock, Number.broken])
  func aFailedSendKeepsTheBuffer(_ number: Int32) throws {
    let transport = ScriptedTransport()
    var pool = try Pool(transport)
    var socket = try transport.socket(.pair)
    let message = try pool.rent(copying: Array("precious".utf8).span.bytes)
    let address = message.address
    transport.script.results = [.failure(number)]
    let error = socket.failureToSend(message)
    #expect(error?.code == (number == Number.wouldBlock ? .timedOut : .other))
    #expect(pool.checkedStatistics().outstanding == 1)
    let kept = socket.reclaimKept()
    let reclaimed = try #require(kept)
    #expect(String(reclaimed.message) == "precious" && reclaimed.address == address)

    transport.script.results = [.failure(number)]
    var unsent = reclaimed.take()
    let refusal = failure { () throws(MessagingError) in
      let isSent = try socket.trySend(&unsent)
      #expect(!isSent)
    }
    #expect((refusal == nil) == (number == Number.wouldBlock))
    #expect(String(unsent) == "precious" && unsent.address == address)
    #expect(try socket.trySend(&unsent))
    #expect(pool.checkedStatistics().outstanding == 0)

    // One that nobody reclaims goes back with its socket.
    transport.script.results = [.failure(number)]
    #expect(socket.failureToSend(try pool.rent(5)) != nil)
    #expect(pool.checkedStatistics().outstanding == 1)
    socket.close()
    #expect(pool.checkedStatistics().outstanding == 0)
  }

  @Test func aMessageThatIsReceivedIntoReturnsItsBuffer() throws {
    let leaked = try ScriptedTransport.expectingNoLeak {
      let transport = ScriptedTransport()
      var pool = try Pool(transport)
      var socket = try transport.socket(.pair)
      transport.script.results = [.success(3), .failure(Number.wouldBlock)]
      var message = try pool.rent(10)
      try socket.receive(reusing: &message)
      #expect(message.count == 3 && message.lease == nil)
      message = try pool.rent(10)
      #expect(try !socket.tryReceive(reusing: &message))
      #expect(message.isEmpty && message.lease == nil)
      #expect(pool.checkedStatistics().outstanding == 0)
    }
    #expect(leaked == 0)
  }

  @Test func twoPoolsDoNotMix() throws {
    let worker = try Worker()
    var one = try Pool(ScriptedTransport())
    var other = try Pool(ScriptedTransport())
    var addresses: [Set<UInt>] = [[], []]
    for _ in 0..<3 {
      let messages = try (0..<4).map { $0 % 2 == 0 ? try one.rentKept(20) : try other.rentKept(20) }
      for (index, message) in messages.enumerated() { addresses[index % 2].insert(message.address) }
      try worker.run { for message in messages[2...] { message.drop() } }
      for message in messages[..<2].reversed() { message.drop() }
      for statistics in [one.checkedStatistics(), other.checkedStatistics()] {
        #expect(statistics.allocated == 2 && statistics.outstanding == 0)
      }
    }
    #expect(addresses.map(\.count) == [2, 2] && addresses[0].isDisjoint(with: addresses[1]))
  }
}
