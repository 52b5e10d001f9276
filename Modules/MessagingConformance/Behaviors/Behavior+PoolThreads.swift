import Messaging

extension Behavior {
  /// Pools whose buffers are rented, sent and given back by several threads.
  public enum PoolThreads: BehaviorArea {
    case streamArrives
    case streamIsReceivedIntoAPool
    case anotherThreadDropsMessages
    case anotherThreadSendsMessages
    case poolMovesToAnotherThread
    case sharedPoolServesFourThreads
    case sharedPoolKeepsItsLimits

    func check<T: Transport>(_ fixture: Fixture<T>) throws {
      switch self {
      case .streamArrives: try fixture.streamArrives()
      case .streamIsReceivedIntoAPool: try fixture.streamIsReceivedIntoAPool()
      case .anotherThreadDropsMessages: try fixture.anotherThreadDropsMessages()
      case .anotherThreadSendsMessages: try fixture.anotherThreadSendsMessages()
      case .poolMovesToAnotherThread: try fixture.poolMovesToAnotherThread()
      case .sharedPoolServesFourThreads: try fixture.sharedPoolServesFourThreads { _ in }
      case .sharedPoolKeepsItsLimits:
        try fixture.sharedPoolServesFourThreads {
          $0.maximumCount = 6
          $0.maximumBytes = 200_000
        }
      }
    }
  }
}

/// A socket, and the pool that its messages are from.
private struct PooledSocket<T: Transport>: ~Copyable {
  let lent: LentPool<T>
  var socket: Socket<T>
}

/// Mostly small messages, some of a few kilobytes, a few large ones.
private func size(of number: Int) -> Int {
  if number % 100 == 99 { return 65_536 + number % 7 }
  if number % 10 == 9 { return 4_000 + number % 200 }
  return Payload.numberedSize + number % 150
}

extension Fixture {
  /// The number of messages in a stream.
  private var count: Int { settings.streamLength / 50 }

  fileprivate func streamArrives() throws {
    try forEveryLentPool { lent in
      let count = count
      var pull = try socket(.pull)
      let push = try connected(.push, to: try pull.bind(wildcard))
      try alongside(PooledSocket(lent: lent, socket: push)) { [self] sender in
        for number in 0..<count {
          try send(number, size: size(of: number), from: &sender.lent.pool, on: &sender.socket)
        }
        try expectAllBack(sender.lent.pool.statistics)
      } foreground: {
        // Some are held for a while: their buffers come back late and out of order.
        var held: [Held<T>] = []
        for number in 0..<count {
          held.append(Held(try pull.receive(deadline: soon)))
          guard held.count == 32 || number == count - 1 else { continue }
          let first = number + 1 - held.count
          for place in held.indices.reversed() {
            try check(held[place].message, is: first + place, size: size(of: first + place))
            _ = held[place].take()
          }
          held = []
        }
      }
      try expectEqual(lent.pool.statistics.rents, count, "the rented messages")
      try expectEqual(lent.pool.statistics.rejected, 0, "the messages without buffers")
    }
  }

  fileprivate func streamIsReceivedIntoAPool() throws {
    try forEveryPool { pool in
      let count = count
      var pull = try socket(.pull)
      let lent = LentPool(try Pool(transport, options: pool.options))
      let push = try connected(.push, to: try pull.bind(wildcard))
      try alongside(PooledSocket(lent: lent, socket: push)) { [self] sender in
        for number in 0..<count {
          try send(number, size: size(of: number), from: &sender.lent.pool, on: &sender.socket)
        }
      } foreground: {
        for number in 0..<count {
          let message = try pull.receive(into: &pool, deadline: soon)
          try check(message, is: number, size: size(of: number))
        }
      }
      try expectAllBack(lent.pool.statistics)
      // One at a time was out.
      try expect(pool.statistics.highWater <= 12, "a buffer for each class", seen: "\(pool.statistics)")
    }
  }

  fileprivate func anotherThreadDropsMessages() throws {
    try forEveryPool { pool in
      for size in PooledSize.some {
        let count = size > 10_000 ? 4 : 40
        let before = pool.statistics
        for _ in 0..<3 {
          let held = try (0..<count).map { Held(try rent($0, size: size, from: &pool)) }
          try alongside(held) { [self] held in
            for (number, message) in held.enumerated() {
              try check(message.message, is: number, size: size)
              _ = message.take()
            }
          } foreground: {
            // Renting and dropping go on meanwhile.
            for number in 0..<count {
              try check(rent(number, size: size, from: &pool), is: number, size: size)
            }
          }
          try expectOut(0, of: pool.statistics)
        }
        // What a thread is just returning, and what is behind it, cannot be rented yet.
        try expect(
          pool.statistics.allocated - before.allocated <= 2 * count,
          "no more buffers than messages in a round", seen: "\(pool.statistics)")
      }
    }
  }

  fileprivate func anotherThreadSendsMessages() throws {
    try forEveryPool { pool in
      var pull = try socket(.pull)
      let push = Lent(try connected(.push, to: try pull.bind(wildcard)))
      for round in 0..<3 {
        let held = try (0..<20).map { Held(try rent($0, size: PooledSize.some[$0 % 4], from: &pool)) }
        try alongside(Moved(push: push, held: held)) { [self] moved in
          for message in moved.held { try moved.push.socket.send(message.take(), deadline: soon) }
        } foreground: {
          for number in 0..<20 {
            _ = try rent(round, size: PooledSize.some[number % 4], from: &pool)
            try expect(number, size: PooledSize.some[number % 4], on: &pull)
          }
        }
      }
    }
  }

  fileprivate func poolMovesToAnotherThread() throws {
    try forEveryLentPool { lent in
      var pull = try socket(.pull)
      let push = Lent(try connected(.push, to: try pull.bind(wildcard)))
      for round in 0..<4 {
        // There and back again. In each place so many are rented that the pool settles there, while what it
        // gave out in the other is still to come back.
        let held = try (0..<10).map { Held(try rent($0, from: &lent.pool)) }
        try alongside(Moved(push: push, held: held)) { [self] moved in
          for number in 0..<1_100 { _ = try rent(number, from: &lent.pool) }
          for message in moved.held { try moved.push.socket.send(message.take(), deadline: soon) }
          for number in 10..<20 {
            let size = PooledSize.some[number % 4]
            try send(number, size: size, from: &lent.pool, on: &moved.push.socket)
          }
        } foreground: {
          for number in 0..<10 { try expect(number, on: &pull) }
          for number in 10..<20 { try expect(number, size: PooledSize.some[number % 4], on: &pull) }
        }
        for number in 0..<1_100 { try check(rent(number, from: &lent.pool), is: number) }
        try expectAllBack(lent.pool.statistics)
        try expectEqual(lent.pool.statistics.rents, (round + 1) * 2_220, "the rented messages")
      }
    }
  }

  /// Four threads rent from one pool, and send by a socket each.
  fileprivate func sharedPoolServesFourThreads(_ configure: (inout PoolOptions) -> Void) throws {
    let count = count / 5
    for options in PoolVariants.all {
      var options = options
      configure(&options)
      let pool = try SharedPool(transport, options: options)
      var pull = try socket(.pull)
      try sending(pool, in: 4, count: count, to: try pull.bind(wildcard)) {
        var next = [0, 0, 0, 0]
        for _ in 0..<4 * count {
          let message = try pull.receive(deadline: soon)
          let sender = message.withUnsafeBytes { Payload.number(of: $0) } / count
          try expect(next.indices.contains(sender), "a message that was sent", seen: "one of \(sender)")
          let expected = sender * count + next[sender]
          try check(message, is: expected, size: size(of: expected))
          next[sender] += 1
        }
      }
      try expectAllBack(pool.statistics)
      let statistics = pool.statistics
      try expectEqual(statistics.rents, 4 * count, "the rented messages")
      try expect(
        statistics.highWater <= options.maximumCount && statistics.allocatedBytes <= options.maximumBytes,
        "a pool within its limits", seen: "\(statistics)")
    }
  }

  /// Runs `body` while threads send numbered messages, each a range of its own.
  private func sending(
    _ pool: SharedPool<T>, in threads: Int, count: Int, to address: String, _ body: () throws -> Void
  ) throws {
    guard threads > 0 else { return try body() }
    let first = (threads - 1) * count
    try alongside(try connected(.push, to: address)) { [self] push in
      for number in first..<first + count {
        try push.send(rent(number, size: size(of: number), from: pool), deadline: soon)
      }
    } foreground: {
      try sending(pool, in: threads - 1, count: count, to: address, body)
    }
  }
}

/// What goes to another thread and comes back.
private struct Moved<T: Transport>: @unchecked Sendable {
  let push: Lent<T>
  let held: [Held<T>]
}
