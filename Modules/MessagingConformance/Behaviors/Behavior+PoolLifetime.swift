import Messaging

extension Behavior {
  /// Pools, sockets and messages that end in any order, and what a pool tells about those that are left.
  public enum PoolLifetime: BehaviorArea {
    case everythingEndsInAnyOrder
    case messagesOutliveTheirPool
    case messagesOnTheWayOutliveTheirPool
    case keptMessagesOutliveTheirPool
    case closedSocketsGiveBuffersBack
    case closedSocketWithoutPeerGivesBuffersBack
    case shutdownGivesBuffersBack
    case leaksAreNamed
    case messagesOnTheWayAreNoLeaks

    func check<T: Transport>(_ fixture: Fixture<T>) throws {
      switch self {
      case .everythingEndsInAnyOrder: try fixture.everythingEndsInAnyOrder()
      case .messagesOutliveTheirPool: try fixture.messagesOutliveTheirPool()
      case .messagesOnTheWayOutliveTheirPool: try fixture.messagesOnTheWayOutliveTheirPool()
      case .keptMessagesOutliveTheirPool: try fixture.keptMessagesOutliveTheirPool()
      case .closedSocketsGiveBuffersBack: try fixture.closedSocketsGiveBuffersBack()
      case .closedSocketWithoutPeerGivesBuffersBack:
        try fixture.closedSocketWithoutPeerGivesBuffersBack()
      case .shutdownGivesBuffersBack: try fixture.shutdownGivesBuffersBack()
      case .leaksAreNamed: try fixture.leaksAreNamed()
      case .messagesOnTheWayAreNoLeaks: try fixture.messagesOnTheWayAreNoLeaks()
      }
    }
  }
}

extension Fixture {
  fileprivate func everythingEndsInAnyOrder() throws {
    for options in PoolVariants.all {
      for order in (0..<4).permutations {
        var (things, unsent) = try thingsInUse(options)
        for (position, place) in order.enumerated() {
          if position == 3, let lent = things[place] as? LentPool<T> {
            try eventually("all buffers but one to come back") { lent.pool.statistics.outstanding == 1 }
          }
          things[place] = nil
          try check(unsent.message, is: 10, size: 1_000)
        }
      }
    }
  }

  /// A pool, two sockets and a received message, to be dropped in any order, and a message that was not sent.
  ///
  /// Of the pool's messages some are on the way, and one failed and was not reclaimed.
  private func thingsInUse(_ options: PoolOptions) throws -> ([AnyObject?], Held<T>) {
    let lent = LentPool(try Pool(transport, options: options))
    let receiver = Lent(try socket(.pull) { $0.linger = .zero })
    let sender = Lent(
      try connected(.push, to: try receiver.socket.bind(wildcard)) {
        $0.linger = .zero
        $0.maximumMessageSize = 100_000
      })
    for (number, size) in PooledSize.some.reversed().enumerated() {
      try send(number, size: size, from: &lent.pool, on: &sender.socket)
    }
    let received = Held(try receiver.socket.receive(deadline: soon))
    try expectError(.messageTooLarge, from: "sending too much") {
      try sender.socket.send(rent(9, size: 100_001, from: &lent.pool))
    }
    return ([lent, sender, receiver, received], Held(try rent(10, size: 1_000, from: &lent.pool)))
  }

  /// Runs `body` with pools of every kind, which it ends.
  private func forEveryEndingPool(_ body: (consuming Pool<T>) throws -> Void) throws {
    for options in PoolVariants.all { try body(try Pool(transport, options: options)) }
  }

  fileprivate func messagesOutliveTheirPool() throws {
    try forEveryEndingPool { pool in
      var pool = pool
      var link = try link(.push, .pull)
      let held = try PooledSize.some.map { Held(try rent($0, size: $0, from: &pool)) }
      try expectEqual(pool.close().count, held.count, "what is out at the end")
      // Some are sent, some are dropped.
      for (number, size) in PooledSize.some.enumerated() {
        held[number].message.withUnsafeMutableBytes { Payload(number).write(to: $0) }
        try check(held[number].message, is: number, size: size)
        guard number % 2 == 1 else { continue }
        try link.sender.send(held[number].take(), deadline: soon)
        try expect(number, size: size, on: &link.receiver)
      }
    }
  }

  fileprivate func messagesOnTheWayOutliveTheirPool() throws {
    try forEveryEndingPool { pool in
      var pool = pool
      var link = try link(.push, .pull)
      for number in 0..<20 { try send(number, size: 1_000, from: &pool, on: &link.sender) }
      try send(20, size: 70_000, from: &pool, on: &link.sender)
      pool.close()
      // Other memory is written meanwhile.
      for number in 0..<20 { try check(message(-number, size: 1_000), is: -number, size: 1_000) }
      for number in 0..<20 { try expect(number, size: 1_000, on: &link.receiver) }
      try expect(20, size: 70_000, on: &link.receiver)
    }
  }

  fileprivate func keptMessagesOutliveTheirPool() throws {
    try forEveryEndingPool { pool in
      var pool = pool
      var link = try link(.push, .pull)
      var held: [Held<T>] = []
      for (number, size) in PooledSize.some.enumerated() {
        try send(number, size: size, on: &link.sender)
        held.append(Held(try link.receiver.receive(into: &pool, deadline: soon)))
      }
      try expectEqual(pool.close().count, held.count, "what is out at the end")
      for (number, size) in PooledSize.some.enumerated() where number > 0 {
        try link.sender.send(held[number].take(), deadline: soon)
        try expect(number, size: size, on: &link.receiver)
      }
      try check(held[0].message, is: 0, size: PooledSize.some[0])
    }
  }

  fileprivate func closedSocketsGiveBuffersBack() throws {
    try forEveryPool { pool in
      for isSenderFirst in [true, false] {
        // Nobody receives.
        var link = try link(.push, .pull) { $0.linger = .zero }
        for (number, size) in PooledSize.some.enumerated() {
          try send(number, size: size, from: &pool, on: &link.sender)
        }
        var sockets = [Lent(link.sender), Lent(link.receiver)]
        sockets.remove(at: isSenderFirst ? 0 : 1)
        sockets = []
        try expectAllBack(pool.statistics)
      }
    }
  }

  fileprivate func closedSocketWithoutPeerGivesBuffersBack() throws {
    try forEveryPool { pool in
      var push = try connected(.push, to: try freeAddress()) { $0.linger = .zero }
      for (number, size) in PooledSize.some.enumerated() {
        var message = try rent(number, size: size, from: &pool)
        // Some libraries queue for a peer that is still to come.
        _ = try push.trySend(&message)
      }
      push.close()
      try expectAllBack(pool.statistics)
    }
  }

  fileprivate func shutdownGivesBuffersBack() throws {
    let pools = try PoolVariants.all.map { LentPool(try Pool(transport, options: $0)) }
    var sockets: [Lent<T>] = []
    for lent in pools {
      var link = try link(.push, .pull) { $0.linger = .zero }
      for (number, size) in PooledSize.some.enumerated() {
        try send(number, size: size, from: &lent.pool, on: &link.sender)
      }
      try expect(0, size: PooledSize.some[0], on: &link.receiver)
      sockets += [Lent(link.sender), Lent(link.receiver)]
    }
    transport.shutdown()
    for (number, lent) in pools.enumerated() {
      try expectClosed("sending") { try send(1, from: &lent.pool, on: &sockets[2 * number].socket) }
      try check(rent(2, from: &lent.pool), is: 2)
    }
    sockets = []
    for lent in pools { try expectAllBack(lent.pool.statistics) }
  }

  fileprivate func leaksAreNamed() throws {
    try forEveryPool({ $0.recordsPlaces = true }) { pool in
      var link = try link(.push, .pull)
      try expect(pool.leaks.isEmpty, "no leaks", seen: "\(pool.leaks)")
      let line = #line + 1
      let first = try pool.rent(10)
      let second = try pool.rent(70_000)
      try link.sender.send(pool.rent(1_000), deadline: soon)
      let kept = pool.keep(try link.receiver.receive(deadline: soon))
      let leaks = pool.leaks
      try expectEqual(leaks.count, 3, "the messages that are out")
      for line in [line, line + 1, line + 3] {
        let place = "\(#fileID):\(line)"
        try expect(leaks.description.contains(place), "\(place) among the leaks", seen: "\(leaks)")
      }
      try expectEqual([first.count, second.count, kept.count], [10, 70_000, 1_000], "the sizes")
      try link.sender.send(second, deadline: soon)
      try expectEqual(try link.receiver.receive(deadline: soon).count, 70_000, "the received size")
      _ = consume first
      try expectEqual(pool.leaks.count, 1, "the messages that are out")
      _ = consume kept
      try expect(pool.leaks.isEmpty, "no leaks", seen: "\(pool.leaks)")
    }
  }

  fileprivate func messagesOnTheWayAreNoLeaks() throws {
    try forEveryPool({ $0.recordsPlaces = true }) { pool in
      var link = try link(.push, .pull)
      for (number, size) in PooledSize.some.enumerated() {
        try send(number, size: size, from: &pool, on: &link.sender)
        try expect(pool.leaks.isEmpty, "no leaks", seen: "\(pool.leaks)")
      }
      for (number, size) in PooledSize.some.enumerated() {
        try expect(number, size: size, on: &link.receiver)
      }
      try expectAllBack(pool.statistics)
      try expect(pool.leaks.isEmpty, "no leaks", seen: "\(pool.leaks)")
    }
  }
}
