import Messaging
import TestSupport
import Testing

/// What a pool may have, and what happens beyond that.
@Suite struct PoolLimitTests {
  @Test func optionsOutOfRangeAreNamed() {
    func expectRefusal(naming name: String, _ change: (inout PoolOptions) -> Void) {
      let options = PoolOptions.with(change)
      for error in [
        failure { () throws(MessagingError) in _ = try Pool(ScriptedTransport(), options: options) },
        failure { () throws(MessagingError) in _ = try SharedPool(ScriptedTransport(), options: options) },
      ] {
        #expect(error?.code == .invalidArgument)
        #expect(error?.operation == .makePool)
        #expect(error?.endpoint == "scripted")
        #expect(error?.reason.contains(name) == true)
      }
    }
    for value in [-1, .min] {
      expectRefusal(naming: "maximumBytes") { $0.maximumBytes = value }
      expectRefusal(naming: "maximumCount") { $0.maximumCount = value }
      expectRefusal(naming: "crossover") { $0.crossover = value }
    }
    expectRefusal(naming: "maximumCount") { $0.maximumCount = 1 << 24 + 1 }
    expectRefusal(naming: "maximumCount") { $0.maximumCount = .max }
  }

  @Test func extremeOptionsWork() throws {
    let options = PoolOptions.with {
      $0.maximumBytes = .max
      $0.maximumCount = 1 << 24
      $0.crossover = .max
    }
    var pool = try Pool(ScriptedTransport(), options: options)
    #expect(pool.options == options)
    for size in [1, 64, 65, 16 << 20] { #expect(try pool.rent(size).count == size) }
    #expect(pool.checkedStatistics().misses == 3)
  }

  @Test(arguments: [
    PoolOptions.with { $0.maximumCount = 0 }, .with { $0.maximumBytes = 0 }, .with { $0.maximumBytes = 63 },
  ])
  func aPoolOfNothingGivesOrdinaryMessages(_ options: PoolOptions) throws {
    let leaked = try ScriptedTransport.expectingNoLeak {
      let transport = ScriptedTransport()
      var pool = try Pool(transport, options: options)
      var socket = try transport.socket(.pair)
      for size in [1, 64, 100_000] {
        var bytes = [UInt8](repeating: 0, count: size)
        bytes[size - 1] = 9
        let message = try pool.rent(copying: bytes.span.bytes)
        #expect([UInt8](message) == bytes)
        try socket.send(message)
        #expect(transport.script.sent.last == bytes)
      }
      #expect(try pool.prewarm(3, size: 1) == 0)
      let statistics = pool.checkedStatistics()
      #expect(statistics.rejected == 3 && statistics.highWater == 0)
    }
    #expect(leaked == 0)
  }

  @Test func theCountIsHeld() throws {
    var pool = try Pool(ScriptedTransport(), options: .with { $0.maximumCount = 3 })
    var messages: [Kept<ScriptedTransport>] = []
    for number in 1...5 {
      messages.append(try pool.rentKept(number * 100))
      let statistics = pool.checkedStatistics()
      #expect(statistics.allocated == min(number, 3))
      #expect(statistics.outstanding == min(number, 3))
      #expect(statistics.rejected == max(0, number - 3))
    }
    // An ordinary message leaves nothing behind, a rented one leaves its buffer.
    messages.removeLast()
    #expect(pool.checkedStatistics().free == 0)
    messages.removeFirst()
    #expect(pool.checkedStatistics().free == 1)
    let address = messages[0].address
    messages.removeFirst()
    #expect(try pool.rent(200).address == address)
    #expect(pool.checkedStatistics().hits == 1)
  }

  @Test func theBytesAreHeld() throws {
    var pool = try Pool(ScriptedTransport(), options: .with { $0.maximumBytes = 1_024 })
    let first = try pool.rent(513)
    #expect(pool.checkedStatistics().allocatedBytes == 1_024)
    let second = try pool.rent(1)
    var statistics = pool.checkedStatistics()
    #expect(statistics.allocatedBytes == 1_024 && statistics.rejected == 1)
    _ = consume first
    _ = consume second
    let third = try pool.rent(1_025)
    #expect(third.count == 1_025)
    statistics = pool.checkedStatistics()
    // More than may ever be: nothing had to go for it.
    #expect(statistics.allocatedBytes == 1_024 && statistics.rejected == 2)
  }

  @Test func unusedBuffersMakeRoomTheLargestFirst() throws {
    var pool = try Pool(ScriptedTransport(), options: .with { $0.maximumCount = 4 })
    for size in [64, 128, 256, 512] { try pool.prewarm(1, size: size) }
    let held = try pool.rent(512)
    // Each makes the largest go that nobody uses: none that is out, and none of the class that is rented.
    for (allocatedBytes, left) in [(64 + 128 + 128 + 512, 1), (64 + 128 + 128 + 512, 1)] {
      let first = try pool.rent(128)
      let second = try pool.rent(128)
      #expect(first.address != second.address)
      let statistics = pool.checkedStatistics()
      #expect(statistics.allocatedBytes == allocatedBytes && statistics.free == left)
    }
    let statistics = pool.checkedStatistics()
    #expect(statistics.hits == 4 && statistics.misses == 1 && statistics.rejected == 0)
    #expect(held.count == 512)
  }

  @Test func whatOthersReturnedMakesRoomToo() throws {
    let worker = try Worker()
    var pool = try Pool(ScriptedTransport(), options: .with { $0.maximumCount = 2 })
    let messages = [try pool.rentKept(1_000), try pool.rentKept(1_000)]
    try worker.run { for message in messages { message.drop() } }
    #expect(pool.checkedStatistics().returning == 2)
    let small = [try pool.rentKept(1), try pool.rentKept(1)]
    let statistics = pool.checkedStatistics()
    #expect(statistics.allocatedBytes == 128 && statistics.misses == 4 && statistics.rejected == 0)
    #expect(small.count == 2)
  }

  @Test func theHighWaterMarkStays() throws {
    var pool = try Pool(ScriptedTransport())
    var messages: [Kept<ScriptedTransport>] = []
    for _ in 0..<5 { messages.append(try pool.rentKept(10)) }
    messages = []
    pool.trim()
    _ = try pool.rent(10)
    let statistics = pool.checkedStatistics()
    #expect(statistics.highWater == 5 && statistics.allocated == 1)
  }
}
