import Messaging

extension Behavior {
  /// Making, changing and dropping messages.
  public enum Messages: BehaviorArea {
    case emptyMessageArrivesEmpty
    case sizedMessageIsZero
    case copiesKeepTheBytes
    case negativeSizeIsRefused
    case bytesCanBeChanged
    case unsentMessagesAreDropped
    case changingOneChangesNoOther
    case receivedMessageIsSentOn
    case failedReceiveEmptiesTheMessage

    func check<T: Transport>(_ fixture: Fixture<T>) throws {
      switch self {
      case .emptyMessageArrivesEmpty: try fixture.emptyMessageArrivesEmpty()
      case .sizedMessageIsZero: try fixture.sizedMessageIsZero()
      case .copiesKeepTheBytes: try fixture.copiesKeepTheBytes()
      case .negativeSizeIsRefused: try fixture.negativeSizeIsRefused()
      case .bytesCanBeChanged: try fixture.bytesCanBeChanged()
      case .unsentMessagesAreDropped: try fixture.unsentMessagesAreDropped()
      case .changingOneChangesNoOther: try fixture.changingOneChangesNoOther()
      case .receivedMessageIsSentOn: try fixture.receivedMessageIsSentOn()
      case .failedReceiveEmptiesTheMessage: try fixture.failedReceiveEmptiesTheMessage()
      }
    }
  }
}

extension Fixture {
  fileprivate func emptyMessageArrivesEmpty() throws {
    var link = try link(.push, .pull)
    let empty = Message<T>()
    try expect(empty.isEmpty && empty.count == 0, "a new message to be empty", seen: "\(empty.count) bytes")
    try link.sender.send(empty, deadline: soon)
    try link.sender.send([], deadline: soon)
    try link.sender.send("", deadline: soon)
    try expectEqual(try link.receiver.receive(deadline: soon).count, 0, "the received size")
    var reused = try message(1)
    try link.receiver.receive(reusing: &reused, deadline: soon)
    try expectEqual(reused.count, 0, "the received size")
    try withUnsafeTemporaryAllocation(byteCount: 8, alignment: 1) { buffer in
      let size = try link.receiver.receive(into: buffer, deadline: soon)
      try expectEqual(size.full, 0, "the received size")
    }
  }

  fileprivate func sizedMessageIsZero() throws {
    for size in [0, 1, 33, 34, 4_096, 65_536] {
      // Memory that was written before must not show through.
      for _ in 0..<3 { _ = try message(7, size: size) }
      let message = try Message<T>(size: size)
      try expectEqual(message.count, size, "the size")
      let isZero = message.withUnsafeBytes { $0.allSatisfy { $0 == 0 } }
      try expect(isZero, "\(size) zero bytes", seen: "others")
    }
  }

  fileprivate func copiesKeepTheBytes() throws {
    for size in [0, 1, 33, 34, 4_096] {
      let bytes = Payload(size).bytes(size: size)
      try check(Message(bytes), is: size, size: size)
      try check(Message(copying: bytes.span.bytes), is: size, size: size)
      try bytes.withUnsafeBytes { try check(Message(copying: $0), is: size, size: size) }
      try expectEqual([UInt8](try Message<T>(bytes)), bytes, "the copy of \(size) bytes")
    }
    let text = "naïve \u{0} \u{1F600}"
    try expectEqual(String(try Message<T>(text)), text, "the text")
    let viewed = try Message<T>([1, 2, 3]).withBytes { span in
      (0..<span.byteCount).map { span.unsafeLoad(fromByteOffset: $0, as: UInt8.self) }
    }
    try expectEqual(viewed, [1, 2, 3], "the bytes of the span")
  }

  fileprivate func negativeSizeIsRefused() throws {
    for size in [-1, Int.min] {
      let error = try expectError(.invalidArgument, from: "making a message of \(size) bytes") {
        _ = try Message<T>(size: size)
      }
      try expectEqual(error.operation, .makeMessage, "the operation of the error")
    }
  }

  fileprivate func bytesCanBeChanged() throws {
    var link = try link(.push, .pull)
    for size in [1, 33, 34, 8_192] {
      var message = try Message<T>(size: size)
      message.withUnsafeMutableBytes { Payload(size).write(to: $0) }
      try check(message, is: size, size: size)
      message.withMutableBytes { $0.storeBytes(of: 0xA5, toByteOffset: size - 1, as: UInt8.self) }
      var expected = Payload(size).bytes(size: size)
      expected[size - 1] = 0xA5
      try link.sender.send(message, deadline: soon)
      try expectEqual([UInt8](try link.receiver.receive(deadline: soon)), expected, "the changed bytes")
    }
  }

  fileprivate func unsentMessagesAreDropped() throws {
    for round in 0..<100 {
      _ = try message(round, size: round * 100)
      var replaced = try message(round, size: 64)
      replaced = try message(round, size: 65_536)
      try check(replaced, is: round, size: 65_536)
    }
    // Received and not received, all of them dropped.
    var link = try link(.push, .pull)
    for number in 0..<10 { try send(number, size: 1_000, on: &link.sender) }
    for number in 0..<5 { try expect(number, size: 1_000, on: &link.receiver) }
  }

  fileprivate func changingOneChangesNoOther() throws {
    for size in [64, 100_000] {
      var link = try subscription(to: [""])
      var other = try subscriber(of: &link.sender, at: link.address, to: [""])
      try synchronize(&link.sender, &link.receiver, prefix: "")
      _ = try numbersOrTexts(on: &other)
      try send(1, size: size, on: &link.sender)
      var first = try link.receiver.receive(deadline: soon)
      let second = try other.receive(deadline: soon)
      first.withUnsafeMutableBytes { _ = $0.initializeMemory(as: UInt8.self, repeating: 0xFF) }
      try check(second, is: 1, size: size)
      try expect(
        first.withUnsafeBytes { $0.allSatisfy { $0 == 0xFF } }, "the changed bytes", seen: "others")
    }
  }

  /// Receives whatever is on the way.
  private func numbersOrTexts(on socket: inout Socket<T>) throws -> Int {
    var count = 0
    while try text(on: &socket, by: shortly) != nil { count += 1 }
    return count
  }

  fileprivate func receivedMessageIsSentOn() throws {
    var first = try link(.push, .pull)
    var second = try link(.push, .pull)
    for (number, size) in [0, 20, 33, 34, 8_192, 100_000].enumerated() {
      try send(number, size: size, on: &first.sender)
      try second.sender.send(try first.receiver.receive(deadline: soon), deadline: soon)
      try expect(number, size: size, on: &second.receiver)
    }
  }

  fileprivate func failedReceiveEmptiesTheMessage() throws {
    var link = try link(.push, .pull)
    var message = try message(1)
    try expect(
      try !link.receiver.tryReceive(reusing: &message), "nothing to be received", seen: "a message")
    try expectEqual(message.count, 0, "the size after nothing was received")
    message = try self.message(2)
    try expectError(.timedOut, from: "receiving") {
      try link.receiver.receive(reusing: &message, deadline: shortly)
    }
    try expectEqual(message.count, 0, "the size after the deadline")
    // The emptied message is as good as a new one.
    try send(3, on: &link.sender)
    try link.receiver.receive(reusing: &message, deadline: soon)
    try check(message, is: 3)
  }
}
