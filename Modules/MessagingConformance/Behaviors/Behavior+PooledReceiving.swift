import Messaging

extension Behavior {
  /// Receiving into a pool, keeping what was received, and sending it on.
  public enum PooledReceiving: BehaviorArea {
    case everySizeIsReceived
    case failedReceiveCostsNothing
    case fullPoolLeavesMessagesAsReceived
    case keptMessagesDoNotMix
    case keptMessageIsSentOn
    case keptMemoryServesOtherMessages
    case keptRequestIsTheReply
    case rentedMessageIsSentOn
    case rentedMessageComesBackAsEcho
    case reusedMessageGivesItsBufferBack

    func check<T: Transport>(_ fixture: Fixture<T>) throws {
      switch self {
      case .everySizeIsReceived: try fixture.everySizeIsReceived()
      case .failedReceiveCostsNothing: try fixture.failedReceiveCostsNothing()
      case .fullPoolLeavesMessagesAsReceived: try fixture.fullPoolLeavesMessagesAsReceived()
      case .keptMessagesDoNotMix: try fixture.keptMessagesDoNotMix()
      case .keptMessageIsSentOn: try fixture.keptMessageIsSentOn()
      case .keptMemoryServesOtherMessages: try fixture.keptMemoryServesOtherMessages()
      case .keptRequestIsTheReply: try fixture.keptRequestIsTheReply()
      case .rentedMessageIsSentOn: try fixture.rentedMessageIsSentOn()
      case .rentedMessageComesBackAsEcho: try fixture.rentedMessageComesBackAsEcho()
      case .reusedMessageGivesItsBufferBack: try fixture.reusedMessageGivesItsBufferBack()
      }
    }
  }
}

extension Fixture {
  fileprivate func everySizeIsReceived() throws {
    try forEveryPool { pool in
      var link = try link(.push, .pull)
      let shared = try SharedPool(transport, options: pool.options)
      for (number, size) in PooledSize.all.enumerated() {
        let buffers = size > 0 ? 1 : 0
        for form in 0..<5 {
          try send(number, size: size, on: &link.sender)
          let message =
            switch form {
            case 0: try link.receiver.receive(into: &pool, deadline: soon)
            case 1: try received { try link.receiver.tryReceive(into: &pool) }
            case 2: pool.keep(try link.receiver.receive(deadline: soon))
            case 3: try link.receiver.receive(into: shared, deadline: soon)
            default: try received { try link.receiver.tryReceive(into: shared) }
            }
          try check(message, is: number, size: size)
          try expectOut(form < 3 ? buffers : 0, of: pool.statistics)
          try expectOut(form < 3 ? 0 : buffers, of: shared.statistics)
        }
        try expectOut(0, of: pool.statistics)
        try expectOut(0, of: shared.statistics)
      }
      // Copied or taken over.
      let kept = 3 * (PooledSize.all.count - 1)
      try expectEqual(pool.statistics.rents + pool.statistics.takeovers, kept, "the messages in the pool")
    }
  }

  /// Receives by a call that does not wait.
  private func received(_ attempt: () throws -> Message<T>?) throws -> Message<T> {
    var message = Message<T>()
    try eventually("a message to be received") {
      guard let received = try attempt() else { return false }
      message = received
      return true
    }
    return message
  }

  fileprivate func failedReceiveCostsNothing() throws {
    var link = try link(.push, .pull)
    try forEveryPool { pool in
      if try link.receiver.tryReceive(into: &pool) != nil {
        throw Finding(expected: "nothing to be received", seen: "a message")
      }
      try expectError(.timedOut, from: "receiving") {
        _ = try link.receiver.receive(into: &pool, deadline: .after(.milliseconds(2)))
      }
      try expectError(.unsupported, from: "receiving on a push socket") {
        _ = try link.sender.receive(into: &pool, deadline: soon)
      }
      let statistics = pool.statistics
      try expectEqual([statistics.rents, statistics.allocated], [0, 0], "the rents and buffers")
      try send(1, on: &link.sender)
      try check(link.receiver.receive(into: &pool, deadline: soon), is: 1)
    }
  }

  fileprivate func fullPoolLeavesMessagesAsReceived() throws {
    try forEveryPool({ $0.maximumCount = 2 }) { pool in
      var link = try link(.push, .pull)
      for size in PooledSize.some {
        let before = pool.statistics.rejected
        var kept: [Held<T>] = []
        for number in 0..<5 {
          try send(number, size: size, on: &link.sender)
          kept.append(Held(try link.receiver.receive(into: &pool, deadline: soon)))
        }
        for number in 0..<5 { try check(kept[number].message, is: number, size: size) }
        try expectOut(2, of: pool.statistics)
        try expectEqual(pool.statistics.rejected - before, 3, "the messages without buffers")
      }
    }
  }

  fileprivate func keptMessagesDoNotMix() throws {
    try forEveryPool { pool in
      var link = try link(.push, .pull)
      for _ in 0..<2 {
        var kept: [Held<T>] = []
        for number in 0..<60 {
          try send(number, size: PooledSize.some[number % 4], on: &link.sender)
          kept.append(Held(try link.receiver.receive(into: &pool, deadline: soon)))
        }
        try expectOut(60, of: pool.statistics)
        for (number, held) in kept.enumerated() {
          try check(held.message, is: number, size: PooledSize.some[number % 4])
          held.message.withUnsafeMutableBytes { _ = $0.initializeMemory(as: UInt8.self, repeating: 0xFF) }
        }
      }
    }
  }

  fileprivate func keptMessageIsSentOn() throws {
    var first = try link(.push, .pull)
    var second = try link(.push, .pull)
    try forEveryPool { pool in
      for (number, size) in PooledSize.all.enumerated() {
        for _ in 0..<3 {
          try send(number, size: size, on: &first.sender)
          try second.sender.send(try first.receiver.receive(into: &pool, deadline: soon), deadline: soon)
          try expect(number, size: size, on: &second.receiver)
          try expectAllBack(pool.statistics)
        }
      }
      // One at a time was out, and each class has at most that one.
      try expect(pool.statistics.highWater <= 12, "a buffer for each class", seen: "\(pool.statistics)")
    }
  }

  fileprivate func keptMemoryServesOtherMessages() throws {
    var link = try link(.push, .pull)
    var exchange = try self.link(.request, .reply)
    try forEveryPool { pool in
      for (full, size) in [(64, 33), (1_000, 600), (1_000, 1_020), (70_000, 70_000), (100_000, 70_000)] {
        try send(1, size: full, on: &link.sender)
        _ = try link.receiver.receive(into: &pool, deadline: soon)
        try send(2, size: size, from: &pool, on: &link.sender)
        try expect(2, size: size, on: &link.receiver)
        // A request's memory has had its header cut off.
        try send(3, size: full, on: &exchange.sender)
        _ = try exchange.receiver.receive(into: &pool, deadline: soon)
        try send(4, size: size, from: &pool, on: &exchange.receiver)
        try expect(4, size: size, on: &exchange.sender)
      }
    }
  }

  fileprivate func keptRequestIsTheReply() throws {
    var link = try link(.request, .reply)
    try forEveryPool { pool in
      for (number, size) in PooledSize.all.enumerated() {
        try send(number, size: size, on: &link.sender)
        var message = try link.receiver.receive(into: &pool, deadline: soon)
        message.withUnsafeMutableBytes { Payload(-number).write(to: $0) }
        try link.receiver.send(message, deadline: soon)
        try check(link.sender.receive(into: &pool, deadline: soon), is: -number, size: size)
      }
    }
  }

  fileprivate func rentedMessageIsSentOn() throws {
    var first = try link(.push, .pull)
    var second = try link(.push, .pull)
    try forEveryPool { pool in
      for (number, size) in PooledSize.all.enumerated() {
        try send(number, size: size, from: &pool, on: &first.sender)
        var message = try first.receiver.receive(deadline: soon)
        if number % 2 == 0 { message.withUnsafeMutableBytes { Payload(number).write(to: $0) } }
        try second.sender.send(message, deadline: soon)
        try expect(number, size: size, on: &second.receiver)
      }
    }
  }

  fileprivate func rentedMessageComesBackAsEcho() throws {
    var link = try link(.pair, .pair)
    try forEveryPool { pool in
      for round in 0..<20 {
        let size = PooledSize.some[round % 4]
        try send(round, size: size, from: &pool, on: &link.sender)
        try link.receiver.send(try link.receiver.receive(deadline: soon), deadline: soon)
        // Into the pool that it came from.
        let echo = try link.sender.receive(into: &pool, deadline: soon)
        try check(echo, is: round, size: size)
      }
    }
  }

  fileprivate func reusedMessageGivesItsBufferBack() throws {
    try forEveryPool { pool in
      var link = try link(.push, .pull)
      for (number, size) in PooledSize.some.enumerated() {
        var slot = try rent(-1, size: size, from: &pool)
        try expect(try !link.receiver.tryReceive(reusing: &slot), "nothing to be received", seen: "a message")
        try expectEqual(slot.count, 0, "the size after nothing was received")
        try expectOut(0, of: pool.statistics)
        slot = try rent(-2, size: size, from: &pool)
        try expectOut(1, of: pool.statistics)
        try send(number, size: 70_000 - size, on: &link.sender)
        try link.receiver.receive(reusing: &slot, deadline: soon)
        try check(slot, is: number, size: 70_000 - size)
        try expectOut(0, of: pool.statistics)
        // The other way round: from what was received to what is rented, and sent.
        slot = try rent(-3, size: size, from: &pool)
        try sendTrying(&slot, on: &link.sender)
        try link.receiver.receive(reusing: &slot, deadline: soon)
        try check(slot, is: -3, size: size)
      }
    }
  }
}
