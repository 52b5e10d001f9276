import Messaging

extension Behavior {
  /// Who has a rented message, and its buffer, when sending does not succeed.
  public enum PooledOwnership: BehaviorArea {
    case refusedTrySendLeavesTheMessage
    case throwingTrySendLeavesTheMessage
    case fullQueueLeavesTheMessage
    case failedMessageIsReclaimed
    case closedMessageIsReclaimed
    case reclaimedMessageIsSentLater
    case unclaimedMessageIsDropped

    func check<T: Transport>(_ fixture: Fixture<T>) throws {
      switch self {
      case .refusedTrySendLeavesTheMessage: try fixture.refusedTrySendLeavesTheMessage()
      case .throwingTrySendLeavesTheMessage: try fixture.throwingTrySendLeavesTheMessage()
      case .fullQueueLeavesTheMessage: try fixture.fullQueueLeavesTheMessage()
      case .failedMessageIsReclaimed: try fixture.failedMessageIsReclaimed()
      case .closedMessageIsReclaimed: try fixture.closedMessageIsReclaimed()
      case .reclaimedMessageIsSentLater: try fixture.reclaimedMessageIsSentLater()
      case .unclaimedMessageIsDropped: try fixture.unclaimedMessageIsDropped()
      }
    }
  }
}

extension Fixture {
  fileprivate func refusedTrySendLeavesTheMessage() throws {
    try forEveryPool { pool in
      var push = try socket(.push)
      let address = try push.bind(wildcard)
      var refused: [Held<T>] = []
      for (number, size) in PooledSize.some.enumerated() {
        var message = try rent(number, size: size, from: &pool)
        for _ in 0..<3 {
          try expect(try !push.trySend(&message), "a send without peer to be refused", seen: "it taken")
          // Its buffer is not anybody else's meanwhile.
          _ = try rent(-1, size: size, from: &pool)
          try check(message, is: number, size: size)
        }
        refused.append(Held(message))
        try expectOut(refused.count, of: pool.statistics)
      }
      // The last one is dropped, the others are sent.
      refused.removeLast()
      try expectOut(refused.count, of: pool.statistics)
      var pull = try connected(.pull, to: address)
      for (number, held) in refused.enumerated() {
        held.message.withUnsafeMutableBytes { Payload(number + 10).write(to: $0) }
        try sendTrying(&held.message, on: &push)
        try expect(number + 10, size: PooledSize.some[number], on: &pull)
      }
    }
  }

  fileprivate func throwingTrySendLeavesTheMessage() throws {
    try forEveryPool { pool in
      var link = try link(.push, .pull) { $0.maximumMessageSize = 50_000 }
      for size in PooledSize.some {
        let isTooLarge = size > 50_000
        var message = try rent(5, size: size, from: &pool)
        try expectError(isTooLarge ? .messageTooLarge : .unsupported, from: "a wrong send") {
          if isTooLarge {
            _ = try link.sender.trySend(&message)
          } else {
            _ = try link.receiver.trySend(&message)
          }
        }
        _ = try rent(6, size: size, from: &pool)
        try check(message, is: 5, size: size)
        try expectOut(1, of: pool.statistics)
      }
    }
  }

  fileprivate func fullQueueLeavesTheMessage() throws {
    try forEveryPool { pool in
      var link = try link(.push, .pull, Filling.limit)
      var count = 0
      var unsent: Message<T>?
      while unsent == nil {
        let size = Filling.size
        do {
          try link.sender.send(rent(count, size: size, from: &pool), deadline: shortly)
        } catch let error as MessagingError where error.code == .timedOut {
          unsent = link.sender.reclaim()
          continue
        }
        count += 1
        try expect(
          count * size <= Filling.mostBytes, "a bounded queue to fill up", seen: "\(count) messages accepted")
      }
      guard var message = unsent.take() else { return }
      try expect(count > 0, "some messages to be taken", seen: "none")
      try check(message, is: count, size: Filling.size)
      for number in 0..<count { try expect(number, size: Filling.size, on: &link.receiver) }
      try sendTrying(&message, on: &link.sender)
      try expect(count, size: Filling.size, on: &link.receiver)
    }
  }

  fileprivate func failedMessageIsReclaimed() throws {
    var unconnected = try socket(.push)
    try unconnected.bind(wildcard)
    var small = try link(.push, .pull) { $0.maximumMessageSize = 19 }
    var wrongWay = try link(.push, .pull)
    var outOfTurn = try link(.request, .reply)
    try forEveryPool { pool in
      for size in PooledSize.some {
        try expectReclaimed(size, from: &pool, after: .timedOut, on: &unconnected)
        try expectReclaimed(size, from: &pool, after: .messageTooLarge, on: &small.sender)
        try expectReclaimed(size, from: &pool, after: .unsupported, on: &wrongWay.receiver)
        try expectReclaimed(size, from: &pool, after: .invalidState, on: &outOfTurn.receiver)
      }
    }
  }

  fileprivate func closedMessageIsReclaimed() throws {
    var link = try link(.push, .pull)
    transport.shutdown()
    try expectClosed("sending") { try send(1, on: &link.sender) }
    try forEveryPool { pool in
      for size in PooledSize.some {
        try expectReclaimed(size, from: &pool, after: .closed, on: &link.sender)
      }
    }
  }

  /// Checks that sending a rented message fails with this code, and that it can then be reclaimed and dropped.
  private func expectReclaimed(
    _ size: Int, from pool: inout Pool<T>, after code: MessagingError.Code, on socket: inout Socket<T>
  ) throws {
    let limit = Deadline.after(.milliseconds(2))
    try expectReclaimed(9, size: size, after: code, from: "sending", on: &socket) { socket in
      try socket.send(rent(9, size: size, from: &pool), deadline: limit)
    } then: { message in
      _ = try rent(8, size: size, from: &pool)
      try check(message, is: 9, size: size)
      try expectOut(1, of: pool.statistics)
    }
    try expectOut(0, of: pool.statistics)
  }

  fileprivate func reclaimedMessageIsSentLater() throws {
    var unconnected = try socket(.push)
    try unconnected.bind(wildcard)
    try forEveryPool { pool in
      var link = try link(.push, .pull)
      for (number, size) in PooledSize.some.enumerated() {
        let limit = Deadline.after(.milliseconds(2))
        for _ in 0..<2 {
          try expectError(.timedOut, from: "sending without a peer") {
            try unconnected.send(rent(number, size: size, from: &pool), deadline: limit)
          }
          guard let message = unconnected.reclaim() else {
            throw Finding(expected: "the unsent message", seen: "none")
          }
          // By another socket than the one that failed.
          try link.sender.send(message, deadline: soon)
          try expect(number, size: size, on: &link.receiver)
        }
      }
    }
  }

  fileprivate func unclaimedMessageIsDropped() throws {
    try forEveryPool { pool in
      for size in PooledSize.some {
        var push = try socket(.push)
        try push.bind(wildcard)
        for number in 0..<3 {
          try expectError(.timedOut, from: "sending without a peer") {
            try push.send(rent(number, size: size, from: &pool), deadline: .after(.zero))
          }
          // The one before made room for this one.
          try expectOut(1, of: pool.statistics)
        }
        push.close()
        try expectOut(0, of: pool.statistics)
      }
    }
  }
}
