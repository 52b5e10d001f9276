import Messaging

extension Behavior {
  /// Renting messages from a pool and sending them.
  public enum Pooling: BehaviorArea {
    case everySizeArrives
    case everyFormOfRenting
    case negativeSizeIsRefused
    case emptyMessageHasNoBuffer
    case hugeMessageHasNoBuffer
    case unsentBufferComesBack
    case sentBufferComesBackOnce
    case returnsAddUpHoweverMessagesEnd
    case onlyTheBytesAreSent
    case messagesOnTheWayDoNotMix
    case requestsAndReplies

    func check<T: Transport>(_ fixture: Fixture<T>) throws {
      switch self {
      case .everySizeArrives: try fixture.everySizeArrives()
      case .everyFormOfRenting: try fixture.everyFormOfRenting()
      case .negativeSizeIsRefused: try fixture.negativeSizeIsRefused()
      case .emptyMessageHasNoBuffer: try fixture.emptyMessageHasNoBuffer()
      case .hugeMessageHasNoBuffer: try fixture.hugeMessageHasNoBuffer()
      case .unsentBufferComesBack: try fixture.unsentBufferComesBack()
      case .sentBufferComesBackOnce: try fixture.sentBufferComesBackOnce()
      case .returnsAddUpHoweverMessagesEnd: try fixture.returnsAddUpHoweverMessagesEnd()
      case .onlyTheBytesAreSent: try fixture.onlyTheBytesAreSent()
      case .messagesOnTheWayDoNotMix: try fixture.messagesOnTheWayDoNotMix()
      case .requestsAndReplies: try fixture.requestsAndReplies()
      }
    }
  }
}

extension Fixture {
  fileprivate func everySizeArrives() throws {
    try forEveryPool { pool in
      var link = try link(.push, .pull)
      for (number, size) in PooledSize.all.enumerated() {
        try send(number, size: size, from: &pool, on: &link.sender)
        try expect(number, size: size, on: &link.receiver)
        var message = try rent(number, size: size, from: &pool)
        try sendTrying(&message, on: &link.sender)
        try expect(number, size: size, on: &link.receiver)
      }
    }
  }

  fileprivate func everyFormOfRenting() throws {
    try forEveryPool { pool in
      var link = try link(.push, .pull)
      for size in PooledSize.some {
        let bytes = Payload(size).bytes(size: size)
        try link.sender.send(pool.rent(copying: bytes.span.bytes), deadline: soon)
        try expect(size, size: size, on: &link.receiver)
        try bytes.withUnsafeBytes { try link.sender.send(pool.rent(copying: $0), deadline: soon) }
        try expect(size, size: size, on: &link.receiver)
        // Whatever was in the buffer before must not show through.
        try expectAllBack(pool.statistics)
        var message = try pool.rent(size)
        try expect(
          message.withUnsafeBytes { $0.count == size && $0.allSatisfy { $0 == 0 } }, "\(size) zero bytes",
          seen: "others")
        message.withMutableBytes { $0.storeBytes(of: 0xA5, toByteOffset: size - 1, as: UInt8.self) }
        try link.sender.send(message, deadline: soon)
        let changed = [UInt8](repeating: 0, count: size - 1) + [0xA5]
        try expect(
          [UInt8](try link.receiver.receive(deadline: soon)) == changed, "the changed bytes", seen: "others")
      }
    }
  }

  fileprivate func negativeSizeIsRefused() throws {
    try forEveryPool { pool in
      for size in [-1, Int.min] {
        let error = try expectError(.invalidArgument, from: "renting \(size) bytes") {
          _ = try pool.rent(size)
        }
        try expectEqual(error.operation, .makeMessage, "the operation of the error")
      }
    }
  }

  fileprivate func emptyMessageHasNoBuffer() throws {
    try forEveryPool { pool in
      var link = try link(.push, .pull)
      try link.sender.send(pool.rent(0), deadline: soon)
      try link.sender.send(pool.rent(copying: [UInt8]().span.bytes), deadline: soon)
      for _ in 0..<2 {
        try expectEqual(try link.receiver.receive(deadline: soon).count, 0, "the received size")
      }
      let statistics = pool.statistics
      try expectEqual([statistics.rents, statistics.allocated], [0, 0], "the rents and buffers")
    }
  }

  fileprivate func hugeMessageHasNoBuffer() throws {
    let size = (16 << 20) + 1
    try forEveryPool { pool in
      var link = try link(.push, .pull)
      let message = try pool.rent(unsafeUninitializedSize: size) { $0[size - 1] = 0xA5 }
      try expectEqual(pool.statistics.rejected, 1, "the messages without buffers")
      try expectEqual(pool.statistics.allocated, 0, "the buffers")
      do {
        try link.sender.send(message, deadline: soon)
        throw Finding(expected: "a limit", seen: "none")
      } catch let error as MessagingError where error.code == .messageTooLarge {
        guard let message = link.sender.reclaim() else {
          throw Finding(expected: "the unsent message", seen: "none")
        }
        let last = message.withUnsafeBytes { $0[size - 1] }
        try expectEqual([message.count, Int(last)], [size, 0xA5], "the size and the last byte")
      }
    }
  }

  fileprivate func unsentBufferComesBack() throws {
    try forEveryPool { pool in
      for size in PooledSize.some {
        let before = pool.statistics
        for number in 0..<20 {
          let message = try rent(number, size: size, from: &pool)
          try check(message, is: number, size: size)
          try expectOut(1, of: pool.statistics)
        }
        try expectOut(0, of: pool.statistics)
        try expectEqual(pool.statistics.allocated - before.allocated, 1, "the new buffers")
        try expectEqual(pool.statistics.hits - before.hits, 19, "the messages without new buffers")
      }
    }
  }

  fileprivate func sentBufferComesBackOnce() throws {
    try forEveryPool { pool in
      for size in [32, 70_000] {
        var link = try link(.push, .pull)
        let before = pool.statistics
        for number in 0..<20 {
          try send(number, size: size, from: &pool, on: &link.sender)
          try expect(number, size: size, on: &link.receiver)
          try expectAllBack(pool.statistics)
        }
        let after = pool.statistics
        try expectEqual(after.allocated - before.allocated, 1, "the new buffers")
        try expectEqual(after.misses - before.misses, 1, "the messages with new buffers")
        try expectEqual(after.hits - before.hits, 19, "the messages without new buffers")
      }
    }
  }

  fileprivate func returnsAddUpHoweverMessagesEnd() throws {
    var unconnected = try socket(.push)
    try unconnected.bind(wildcard)
    try forEveryPool { pool in
      var link = try link(.push, .pull)
      for number in 0..<60 {
        let size = PooledSize.some[number % 4]
        var message = try rent(number, size: size, from: &pool)
        switch number / 4 % 5 {
        case 0: break
        case 1: try link.sender.send(message, deadline: soon)
        case 2: try sendTrying(&message, on: &link.sender)
        case 3: try expect(try !unconnected.trySend(&message), "a refusal", seen: "the message taken")
        default:
          try expect(try !unconnected.trySend(&message), "a refusal", seen: "the message taken")
          try link.sender.send(message, deadline: soon)
        }
        if [1, 2, 4].contains(number / 4 % 5) { try expect(number, size: size, on: &link.receiver) }
      }
      try expectAllBack(pool.statistics)
      try expectEqual(pool.statistics.rents, 60, "the rented messages")
    }
  }

  fileprivate func onlyTheBytesAreSent() throws {
    let room = 1 << 17
    try forEveryPool { pool in
      var link = try link(.push, .pull)
      for (full, size) in [(64, 33), (128, 65), (2_048, 1_025), (65_536, 40_000), (room, 70_000)] {
        // A message that fills the buffer leaves its bytes behind.
        _ = try rent(1, size: full, from: &pool)
        try send(2, size: size, from: &pool, on: &link.sender)
        try withUnsafeTemporaryAllocation(byteCount: room, alignment: 1) { memory in
          let received = try link.receiver.receive(into: memory, deadline: soon)
          try expectEqual(received.full, size, "the received size")
          try Payload(2).check(UnsafeRawBufferPointer(rebasing: memory[..<size]), size: size)
        }
      }
    }
  }

  fileprivate func messagesOnTheWayDoNotMix() throws {
    try forEveryPool { pool in
      var link = try link(.push, .pull)
      for size in PooledSize.some {
        let count = size > 10_000 ? 2 : 40
        for _ in 0..<3 {
          for number in 0..<count { try send(number, size: size, from: &pool, on: &link.sender) }
          // Others come and go meanwhile.
          for number in 0..<count { _ = try rent(-number, size: size, from: &pool) }
          var received: [Held<T>] = []
          for _ in 0..<count { received.append(Held(try link.receiver.receive(deadline: soon))) }
          for number in 0..<count { try check(received[number].message, is: number, size: size) }
        }
      }
    }
  }

  fileprivate func requestsAndReplies() throws {
    try forEveryPool { pool in
      var link = try link(.request, .reply)
      var replies = try Pool(transport, options: pool.options)
      for number in 0..<20 {
        let size = PooledSize.some[number % 4]
        try send(number, size: size, from: &pool, on: &link.sender)
        try expect(number, size: size, on: &link.receiver)
        try send(-number, size: size, from: &replies, on: &link.receiver)
        try expect(-number, size: size, on: &link.sender)
      }
      try expectAllBack(replies.statistics)
    }
  }
}
