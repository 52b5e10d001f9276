import Messaging
import NanomsgTransport
import TestSupport
import Testing

/// nanomsg does not tell when it is done with a pool's buffer, but takes its own chunks back.
@Suite(.timeLimit(.minutes(15))) struct PoolTests {
  @Test(arguments: ["inproc://*", "tcp://127.0.0.1:*"])
  func aReceivedChunkIsSentOn(_ address: String) throws {
    let transport = try Nanomsg()
    var sink = try transport.socket(.pull)
    var relay = try transport.socket(.push)
    try relay.connect(try sink.bind(address))
    var entry = try transport.socket(.pull)
    var source = try transport.socket(.push)
    try source.connect(try entry.bind(address))
    var pool = try Pool(transport)
    for round in 1...100 {
      let bytes = [UInt8](repeating: UInt8(round), count: 500)
      try source.send(bytes, deadline: soon)
      let message = try entry.receive(into: &pool, deadline: soon)
      #expect([UInt8](message) == bytes)
      var statistics = pool.statistics
      #expect(statistics.takeovers == round && statistics.outstanding == 1)
      try relay.send(message, deadline: soon)
      #expect([UInt8](try sink.receive(deadline: soon)) == bytes)
      // The chunk is nanomsg's again. The pool needed nothing of its own for it, however many there were.
      statistics = pool.statistics
      #expect(statistics.allocated == 0 && statistics.outstanding == 0)
      #expect(statistics.highWater == 1 && statistics.misses == 0 && statistics.rents == 0)
    }
  }

  /// A chunk that was received serves for shorter messages, too.
  @Test func aChunkIsShortenedWhereItIs() throws {
    let transport = try Nanomsg()
    var pull = try transport.socket(.pull)
    var push = try transport.socket(.push)
    try push.connect(try pull.bind("inproc://*"))
    var pool = try Pool(transport)
    try push.send([UInt8](repeating: 1, count: 500), deadline: soon)
    let address = try pull.receive(into: &pool, deadline: soon).withUnsafeBytes {
      UInt(bitPattern: $0.baseAddress)
    }
    let message = try pool.rent(copying: [UInt8](repeating: 2, count: 300).span.bytes)
    #expect(message.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) } == address)
    try push.send(message, deadline: soon)
    #expect([UInt8](try pull.receive(deadline: soon)) == [UInt8](repeating: 2, count: 300))
    let statistics = pool.statistics
    #expect(statistics.hits == 1 && statistics.allocated == 0)
  }

  /// What the pool allocated itself is copied, and is back at once.
  @Test func thePoolsOwnBuffersStayInIt() throws {
    let transport = try Nanomsg()
    var pull = try transport.socket(.pull)
    var push = try transport.socket(.push)
    try push.connect(try pull.bind("inproc://*"))
    var pool = try Pool(transport)
    for _ in 0..<10 {
      try push.send(try pool.rent(100_000), deadline: soon)
      #expect(try pull.receive(deadline: soon).count == 100_000)
    }
    let statistics = pool.statistics
    #expect(statistics.free == 1 && statistics.hits == 9 && statistics.misses == 1)
  }
}
