import Messaging
import TestSupport
import Testing
import ZeroMQTransport

@Suite(.timeLimit(.minutes(5))) struct MultipartTests {
  private let transport: ZeroMQ

  init() throws { transport = try ZeroMQ() }

  @Test(arguments: ["tcp://127.0.0.1:*", "ipc://*", "inproc://*"])
  func partsArriveTogether(_ address: String) throws {
    var pull = try transport.socket(.pull)
    var push = try transport.socket(.push)
    try push.connect(try pull.bind(address))
    let large = [UInt8](repeating: 7, count: 100_000)
    try push.send(MultipartMessage([[1], [], large, [9]]), deadline: soon)
    let received = try pull.receiveMultipart(deadline: soon)
    #expect(received.bytes == [[1], [], large, [9]])
    #expect(received.byteCount == 100_002)
    #expect(try texts(pull.tryReceiveMultipart()) == nil)
  }

  @Test func partsAreReceivedOneByOne() throws {
    var pull = try transport.socket(.pull)
    var push = try transport.socket(.push)
    try push.connect(try pull.bind("inproc://*"))
    try push.send(MultipartMessage(["a", "b"]), deadline: soon)
    let first = try pull.receive(deadline: soon)
    #expect(String(first) == "a" && first.hasMore)
    #expect(try pull.hasMoreParts)
    let second = try pull.receive(deadline: soon)
    #expect(String(second) == "b" && !second.hasMore)
    #expect(try !pull.hasMoreParts)
  }

  @Test func partsAreChanged() throws {
    var parts = try MultipartMessage(["b", "c"])
    try parts.insert(Message("a"), at: 0)
    try parts.append("d")
    #expect(parts.strings == ["a", "b", "c", "d"])
    #expect(String(parts.remove(at: 1)) == "b")
    #expect(text(parts.popFirst()) == "a")
    #expect(text(parts.popLast()) == "d")
    #expect(parts.withBytes(at: 0) { $0.byteCount } == 1)
    #expect(parts.strings == ["c"] && parts.count == 1)
    #expect(text(parts.popFirst()) == "c" && text(parts.popFirst()) == nil && text(parts.popLast()) == nil)
    #expect(parts.count == 0)
  }

  /// A rented part brings its buffer along from the crossover on, and gives it back at once below.
  @Test func rentedPartsGoBack() throws {
    var pull = try transport.socket(.pull)
    var push = try transport.socket(.push)
    try push.connect(try pull.bind("tcp://127.0.0.1:*"))
    var pool = try Pool(transport)
    for round in 1...5 {
      var parts = MultipartMessage()
      try parts.append(pool.rent(10))
      try parts.append(pool.rent(ZeroMQ.crossover))
      try parts.append(pool.rent(ZeroMQ.crossover))
      try push.send(parts, deadline: soon)
      let received = try pull.receiveMultipart(deadline: soon)
      #expect(received.bytes.map(\.count) == [10, ZeroMQ.crossover, ZeroMQ.crossover], "round \(round)")
      #expect(eventually { pool.statistics.outstanding == 0 })
    }
  }

  @Test func aFailedSendLeavesTheWhole() throws {
    var push = try transport.socket(.push)
    let error = #expect(throws: MessagingError.self) {
      try push.send(MultipartMessage(["a", "b"]), deadline: .after(.milliseconds(20)))
    }
    #expect(error?.code == .timedOut && error?.operation == .send)
    guard var parts = push.reclaimMultipart() else { throw CancellationError() }
    #expect(parts.strings == ["a", "b"])
    #expect(texts(push.reclaimMultipart()) == nil)
    #expect(try !push.trySend(&parts))
    #expect(parts.strings == ["a", "b"])

    var pull = try transport.socket(.pull)
    try push.connect(try pull.bind("inproc://*"))
    #expect(try push.trySend(&parts))
    #expect(parts.count == 0)
    #expect(try texts(pull.receiveMultipart(deadline: soon)) == ["a", "b"])
  }

  @Test func oneLimitForAllParts() throws {
    var options = SocketOptions()
    options.maximumMessageSize = 10
    var pull = try transport.socket(.pull, options: options)
    var push = try transport.socket(.push)
    try push.connect(try pull.bind("inproc://*"))
    try push.send(MultipartMessage([[1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5]]), deadline: soon)
    try push.send(MultipartMessage([[1, 2, 3, 4, 5], [1, 2, 3, 4, 5]]), deadline: soon)
    let error = #expect(throws: MessagingError.self) { _ = try pull.receiveMultipart(deadline: soon) }
    #expect(error?.code == .messageTooLarge)
    #expect(try texts(pull.receiveMultipart(deadline: soon))?.count == 2)

    var strict = try transport.socket(.push, options: options)
    let refused = #expect(throws: MessagingError.self) {
      try strict.send(MultipartMessage([[1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5]]), deadline: soon)
    }
    #expect(refused?.code == .messageTooLarge)
    #expect(texts(strict.reclaimMultipart())?.count == 2)
  }

  @Test func whatIsNoMessageIsRefused() throws {
    var push = try transport.socket(.push)
    let none = #expect(throws: MessagingError.self) { try push.send(MultipartMessage(), deadline: soon) }
    #expect(none?.code == .invalidArgument)
    try push.set(.conflate, to: true)
    let several = #expect(throws: MessagingError.self) {
      try push.send(MultipartMessage(["a", "b"]), deadline: soon)
    }
    #expect(several?.code == .unsupported)
    var router = try transport.socket(.router)
    let alone = #expect(throws: MessagingError.self) {
      try router.send(MultipartMessage(["peer"]), deadline: soon)
    }
    #expect(alone?.code == .invalidArgument)
    var stream = try transport.socket(.stream)
    let many = #expect(throws: MessagingError.self) {
      try stream.send(MultipartMessage(["peer", "a", "b"]), deadline: soon)
    }
    #expect(many?.code == .invalidArgument)
  }

  /// Peers come and go while messages of many parts are sent, so that some fail in the middle: every one that arrives
  /// is whole.
  @Test func messagesStayWholeWhilePeersLeave() throws {
    var push = try transport.socket(.push)
    let address = try push.bind("tcp://127.0.0.1:*")
    let size = 40
    for round in 0..<20 {
      var pull = try transport.socket(.pull)
      try pull.connect(address)
      var received = 0
      while received < 10 {
        // What goes to the one before is lost.
        var parts = try MultipartMessage((0..<size).map { [UInt8($0)] })
        while try !push.trySend(&parts) { #expect(try push.waitToSend(deadline: soon)) }
        while let message = try pull.tryReceiveMultipart() {
          #expect(message.bytes == (0..<size).map { [UInt8($0)] }, "round \(round)")
          received += 1
        }
      }
    }
  }

  @Test func copiesShareBytes() throws {
    for size in [0, 10, 1_000] {
      var message = try Message<ZeroMQ>([UInt8](repeating: 1, count: size))
      var copy = try message.copy()
      #expect([UInt8](copy) == [UInt8](message))
      #expect(copy.isShared == (size > 33) && message.isShared == (size > 33))
      copy.withUnsafeMutableBytes { bytes in for index in bytes.indices { bytes[index] = 2 } }
      #expect([UInt8](message).allSatisfy { $0 == 1 } && [UInt8](copy).allSatisfy { $0 == 2 })
    }
    var pool = try Pool(transport)
    var rented = try pool.rent(100)
    #expect(try rented.copy().count == 100 && rented.count == 100)
  }

  @Test func aMessageTellsWhereItCameFrom() throws {
    var pull = try transport.socket(.pull)
    var push = try transport.socket(.push)
    try push.connect(try pull.bind("tcp://127.0.0.1:*"))
    try push.send("hello", deadline: soon)
    let message = try pull.receive(deadline: soon)
    #expect(message.peerAddress == "127.0.0.1")
    #expect(message.peerSocketType == "PUSH")
    #expect(message.userID == nil && message.metadata("Nothing") == nil && message.metadata("a\0b") == nil)
    let own = try Message<ZeroMQ>("made here")
    #expect(own.peerAddress == nil)
  }
}
