import Messaging
import POSIXSupport
import TestSupport
import Testing

@testable import InProcessTransport

@Suite struct PatternTests {
  private let transport = InProcess()

  // Around what fits into a slot, and beyond.
  static let sizes = [0, 1, 8, 64, 119, 120, 121, 200, 4_096, 65_536, 1 << 20]

  @Test(arguments: sizes)
  func `every way of sending and receiving keeps the bytes`(size: Int) throws {
    var a = try transport.socket(.pair)
    var b = try transport.socket(.pair)
    try a.bind("inproc://ways")
    try b.connect("inproc://ways")
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var reused = Message<InProcess>()
    for way in 0..<4 {
      if way % 2 == 0 {
        try a.send(bytes, deadline: soon)
      } else {
        try a.send(Message(bytes), deadline: soon)
      }
      if way < 2 {
        try b.receive(reusing: &reused, deadline: soon)
      } else {
        reused = try b.receive(deadline: soon)
      }
      #expect([UInt8](reused) == bytes)

      var buffer = [UInt8](repeating: 255, count: 100)
      if way % 2 == 0 {
        try b.send(bytes, deadline: soon)
      } else {
        try b.send(Message(bytes), deadline: soon)
      }
      let received = try buffer.withUnsafeMutableBytes { try a.receive(into: $0, deadline: soon) }
      #expect(received.full == size)
      #expect(received.copied == min(size, 100))
      #expect(buffer.prefix(size) == bytes.prefix(100))
      #expect(buffer.dropFirst(size).allSatisfy { $0 == 255 })
    }
  }

  @Test func `a handed over message is not copied`() throws {
    var a = try transport.socket(.pair)
    var b = try transport.socket(.pair)
    try a.bind("inproc://move")
    try b.connect("inproc://move")
    let message = try Message<InProcess>(size: 100_000)
    let address = message.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
    try a.send(message, deadline: soon)
    let received = try b.receive(deadline: soon)
    #expect(received.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) } == address)
  }

  @Test func `receiving small messages into one reuses its memory`() throws {
    var a = try transport.socket(.pair)
    var b = try transport.socket(.pair)
    try a.bind("inproc://reuse")
    try b.connect("inproc://reuse")
    var message = Message<InProcess>()
    var addresses: Set<UInt> = []
    for size in [1, 120, 64, 3] {
      try a.send([UInt8](repeating: 7, count: size), deadline: soon)
      try b.receive(reusing: &message, deadline: soon)
      #expect(message.count == size)
      addresses.insert(message.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) })
    }
    #expect(addresses.count == 1)
  }

  @Test func `the queue is bounded by the smaller limit`() throws {
    var push = try transport.socket(.push, options: limited(to: 100))
    var pull = try transport.socket(.pull, options: limited(to: 3))
    try pull.bind("inproc://bounded")
    try push.connect("inproc://bounded")
    var accepted = 0
    while try push.trySend("x") { accepted += 1 }
    #expect(accepted == 4)
    _ = try pull.receive(deadline: soon)
    #expect(try push.trySend("x"))
    #expect(try !push.trySend("x"))
  }

  @Test func `a message that would block stays with the caller`() throws {
    var push = try transport.socket(.push)
    for size in [3, 1_000] {
      var message = try Message<InProcess>([UInt8](repeating: 9, count: size))
      #expect(try !push.trySend(&message))
      #expect([UInt8](message) == [UInt8](repeating: 9, count: size))
      #expect(
        failure { () throws(MessagingError) in try push.send("x", deadline: .after(.zero)) } == .timedOut)
    }
  }

  @Test func `push takes turns among peers with room`() throws {
    var push = try transport.socket(.push)
    let addresses = try (0..<3).map { _ in try push.bind("inproc://*") }
    var pulls: [Holder] = []
    for address in addresses {
      var pull = try transport.socket(.pull, options: limited(to: 4))
      try pull.connect(address)
      pulls.append(Holder(pull))
    }
    for number in 0..<12 { try push.send(number: number) }
    #expect(try !push.trySend("full"))
    for (index, holder) in pulls.enumerated() {
      for turn in 0..<4 { #expect(try holder.socket.receiveNumber() == 3 * turn + index) }
    }
    // Only the last one has room now.
    for _ in 0..<2 { for _ in 0..<3 { try push.send("x", deadline: soon) } }
    for _ in 0..<2 { for holder in pulls.prefix(2) { _ = try holder.socket.receive(deadline: soon) } }
    #expect(try pulls[2].socket.receiveText() == "x")
  }

  @Test func `pull takes turns among its peers`() throws {
    var pull = try transport.socket(.pull)
    try pull.bind("inproc://fair")
    var pushes: [Holder] = []
    for sender in 0..<4 {
      var push = try transport.socket(.push)
      try push.connect("inproc://fair")
      for _ in 0..<10 * (sender + 1) { try push.send(number: sender) }
      pushes.append(Holder(push))
    }
    var counts = [0, 0, 0, 0]
    for _ in 0..<40 { counts[try #require(try pull.receiveNumber())] += 1 }
    #expect(counts == [10, 10, 10, 10])
    for holder in pushes { holder.close() }
    for _ in 0..<60 { counts[try #require(try pull.receiveNumber())] += 1 }
    #expect(counts == [10, 20, 30, 40])
    #expect(try pull.tryReceive() == nil)
  }

  @Test func `what was accepted is delivered after the sender closed`() throws {
    var pull = try transport.socket(.pull)
    let address = try pull.bind("inproc://*")
    for sender in 0..<3 {
      var push = try transport.socket(.push)
      try push.connect(address)
      for number in 0..<100 { try push.send(number: 1_000 * sender + number, size: 8 + 5 * number) }
    }
    var next = [0, 1_000, 2_000]
    for _ in 0..<300 {
      let number = try #require(try pull.receiveNumber())
      #expect(next[number / 1_000] == number)
      next[number / 1_000] += 1
    }
    #expect(try pull.tryReceive() == nil)
  }
}

/// Keeps a socket in an array.
final class Holder {
  var socket: Socket<InProcess> {
    _read { yield held! }
    _modify { yield &held! }
  }
  private var held: Socket<InProcess>?

  init(_ socket: consuming Socket<InProcess>) { held = consume socket }

  func close() { held = nil }
}
