import Messaging

extension Behavior {
  /// Bytes arrive as they were sent, in every form of sending and receiving, at every size at which some
  /// library changes its way of storing them.
  public enum Transfer: BehaviorArea {
    case everySizeArrivesOwned
    case everySizeArrivesInReusedMessage
    case everySizeArrivesInMemory
    case everySizeIsTriedAndReceived
    case everyFormOfSendingArrives
    case truncatedMessageLeavesTheNextIntact

    func check<T: Transport>(_ fixture: Fixture<T>) throws {
      switch self {
      case .everySizeArrivesOwned: try fixture.everySizeArrivesOwned()
      case .everySizeArrivesInReusedMessage: try fixture.everySizeArrivesInReusedMessage()
      case .everySizeArrivesInMemory: try fixture.everySizeArrivesInMemory()
      case .everySizeIsTriedAndReceived: try fixture.everySizeIsTriedAndReceived()
      case .everyFormOfSendingArrives: try fixture.everyFormOfSendingArrives()
      case .truncatedMessageLeavesTheNextIntact: try fixture.truncatedMessageLeavesTheNextIntact()
      }
    }
  }
}

/// Sizes in bytes around the thresholds of the libraries and of the numbers they are coded in.
private let sizes: [Int] =
  [0, 1] + Array(29...34) + Array(63...65) + Array(111...129)
  + [255, 256, 1_023, 1_024, 4_096, 8_191, 8_192, 8_193, 65_535, 65_536]
  + [(1 << 20) - 1, 1 << 20, (1 << 20) + 1]

extension Fixture {
  fileprivate func everySizeArrivesOwned() throws {
    try forEverySize { number, size, link in
      try send(number, size: size, on: &link.sender)
      try expect(number, size: size, on: &link.receiver)
    }
  }

  fileprivate func everySizeArrivesInReusedMessage() throws {
    var slot = Message<T>()
    try forEverySize { number, size, link in
      try send(number, size: size, on: &link.sender)
      try link.receiver.receive(reusing: &slot, deadline: soon)
      try check(slot, is: number, size: size)
    }
  }

  fileprivate func everySizeArrivesInMemory() throws {
    try withMemory { buffer in
      try forEverySize { number, size, link in
        try send(number, size: size, on: &link.sender)
        let received = try link.receiver.receive(into: buffer, deadline: soon)
        try check(received, in: buffer, is: number, size: size)
        // Through a span, and with exactly the room that is needed.
        try send(number, size: size, on: &link.sender)
        var span = UnsafeMutableRawBufferPointer(rebasing: buffer[..<size]).mutableBytes
        let again = try link.receiver.receive(into: &span, deadline: soon)
        try check(again, in: buffer, is: number, size: size)
      }
    }
  }

  fileprivate func everySizeIsTriedAndReceived() throws {
    var slot = Message<T>()
    try withMemory { buffer in
      try forEverySize { number, size, link in
        try send(number, size: size, on: &link.sender)
        try eventually("a message to be received") {
          guard let message = try link.receiver.tryReceive() else { return false }
          try check(message, is: number, size: size)
          return true
        }
        try send(number, size: size, on: &link.sender)
        try eventually("a message to be received") { try link.receiver.tryReceive(reusing: &slot) }
        try check(slot, is: number, size: size)
        try send(number, size: size, on: &link.sender)
        try eventually("a message to be received") {
          guard let received = try link.receiver.tryReceive(into: buffer) else { return false }
          try check(received, in: buffer, is: number, size: size)
          return true
        }
      }
    }
  }

  fileprivate func everyFormOfSendingArrives() throws {
    try forEverySize { number, size, link in
      let bytes = Payload(number).bytes(size: size)
      try link.sender.send(bytes, deadline: soon)
      try expect(number, size: size, on: &link.receiver)
      try link.sender.send(copying: bytes.span.bytes, deadline: soon)
      try expect(number, size: size, on: &link.receiver)
      try bytes.withUnsafeBytes { try link.sender.send(copying: $0, deadline: soon) }
      try expect(number, size: size, on: &link.receiver)
      var message = try message(number, size: size)
      try eventually("a message to be taken") { try link.sender.trySend(&message) }
      try expect(number, size: size, on: &link.receiver)
      try eventually("bytes to be taken") { try link.sender.trySend(bytes) }
      try expect(number, size: size, on: &link.receiver)
      try eventually("bytes to be taken") { try link.sender.trySend(copying: bytes.span.bytes) }
      try expect(number, size: size, on: &link.receiver)
    }
    var link = try link(.push, .pull)
    let text = "naïve \u{0} \u{1F600}"
    try link.sender.send(text, deadline: soon)
    try expect(text, on: &link.receiver)
    try eventually("text to be taken") { try link.sender.trySend(text) }
    try expect(text, on: &link.receiver)
  }

  fileprivate func truncatedMessageLeavesTheNextIntact() throws {
    var link = try link(.push, .pull)
    for size in [33, 34, 1_000, 8_193, 100_000] {
      for room in [0, 1, 10, size - 1] {
        try send(1, size: size, on: &link.sender)
        try send(2, size: size, on: &link.sender)
        var memory = [UInt8](repeating: 0, count: room + 1)
        memory[room] = 0x5A
        let received = try memory.withUnsafeMutableBytes { memory in
          try link.receiver.receive(
            into: UnsafeMutableRawBufferPointer(rebasing: memory[..<room]), deadline: soon)
        }
        try expect(
          received.copied == room && received.full == size && received.isTruncated,
          "\(room) of \(size) bytes", seen: "\(received.copied) of \(received.full)")
        try expectEqual(
          Array(memory[..<room]), Array(Payload(1).bytes(size: size)[..<room]), "what fitted")
        try expectEqual(memory[room], 0x5A, "the byte behind the memory")
        try expect(2, size: size, on: &link.receiver)
      }
    }
  }

  private func forEverySize(_ body: (Int, Int, inout Link<T>) throws -> Void) throws {
    var link = try link(.push, .pull)
    for (number, size) in sizes.enumerated() { try body(number, size, &link) }
  }

  private func withMemory(_ body: (UnsafeMutableRawBufferPointer) throws -> Void) throws {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: (1 << 20) + 64, alignment: 1)
    defer { buffer.deallocate() }
    _ = buffer.initializeMemory(as: UInt8.self, repeating: 0)
    try body(buffer)
  }

  private func check(
    _ received: ReceivedSize, in buffer: UnsafeMutableRawBufferPointer, is number: Int, size: Int
  ) throws {
    try expect(
      received.full == size && received.copied == size && !received.isTruncated,
      "\(size) bytes copied", seen: "\(received.copied) of \(received.full)")
    try Payload(number).check(UnsafeRawBufferPointer(rebasing: buffer[..<size]), size: size)
  }
}
