import Messaging

extension Behavior {
  /// Push to pull, and pair.
  public enum Pipelines: BehaviorArea {
    case pushTakesTurns
    case everyMessageGoesToOnePeer
    case pullIsFair
    case pullConnectsToSeveral
    case pushWaitsForPeer
    case pairWorksBothWays
    case secondPairDoesNotDisturb
    case wrongDirectionIsUnsupported
    case otherPatternsDoNotExchange

    func check<T: Transport>(_ fixture: Fixture<T>) throws {
      switch self {
      case .pushTakesTurns: try fixture.pushTakesTurns()
      case .everyMessageGoesToOnePeer: try fixture.everyMessageGoesToOnePeer()
      case .pullIsFair: try fixture.pullIsFair()
      case .pullConnectsToSeveral: try fixture.pullConnectsToSeveral()
      case .pushWaitsForPeer: try fixture.pushWaitsForPeer()
      case .pairWorksBothWays: try fixture.pairWorksBothWays()
      case .secondPairDoesNotDisturb: try fixture.secondPairDoesNotDisturb()
      case .wrongDirectionIsUnsupported: try fixture.wrongDirectionIsUnsupported()
      case .otherPatternsDoNotExchange: try fixture.otherPatternsDoNotExchange()
      }
    }
  }
}

extension Fixture {
  fileprivate func pushTakesTurns() throws {
    var push = try socket(.push)
    let address = try push.bind(wildcard)
    var first = try connected(.pull, to: address)
    var second = try connected(.pull, to: address)
    try reach(&first, &second, from: &push)
    var counts = (0, 0)
    for number in 0..<100 {
      try send(number, on: &push)
      // One at a time, so that both peers have room whenever it is decided which one gets it.
      try eventually("the message to arrive") {
        if let message = try first.tryReceive() {
          try check(message, is: number)
          counts.0 += 1
          return true
        }
        guard let message = try second.tryReceive() else { return false }
        try check(message, is: number)
        counts.1 += 1
        return true
      }
    }
    try expect(
      min(counts.0, counts.1) >= 40, "100 messages shared evenly between two peers",
      seen: "\(counts.0) and \(counts.1)")
  }

  fileprivate func everyMessageGoesToOnePeer() throws {
    var push = try socket(.push)
    let address = try push.bind(wildcard)
    var first = try connected(.pull, to: address)
    var second = try connected(.pull, to: address)
    try reach(&first, &second, from: &push)
    for number in 0..<200 { try send(number, on: &push) }
    var (left, right): ([Int], [Int]) = ([], [])
    try eventually("200 messages to arrive") {
      if let message = try first.tryReceive() { left.append(try number(of: message)) }
      if let message = try second.tryReceive() { right.append(try number(of: message)) }
      return left.count + right.count >= 200
    }
    try expectEqual((left + right).sorted(), Array(0..<200), "the messages at both peers")
    try expect(
      left == left.sorted() && right == right.sorted(), "order to be kept", seen: "\(left), \(right)")
    try expect(
      min(left.count, right.count) >= 25, "both peers to get a share",
      seen: "\(left.count) and \(right.count)")
    try expectSilence(on: &first)
    try expectSilence(on: &second)
  }

  /// Returns when both receivers are reached and nothing is on the way.
  private func reach(
    _ first: inout Socket<T>, _ second: inout Socket<T>, from push: inout Socket<T>
  ) throws {
    var (reachedFirst, reachedSecond) = (false, false)
    var onTheWay = 0
    try eventually("both peers to be reached") {
      if !reachedFirst || !reachedSecond, onTheWay < 4, try push.trySend([1]) { onTheWay += 1 }
      if try first.tryReceive() != nil {
        reachedFirst = true
        onTheWay -= 1
      }
      if try second.tryReceive() != nil {
        reachedSecond = true
        onTheWay -= 1
      }
      return reachedFirst && reachedSecond && onTheWay == 0
    }
  }

  fileprivate func pullIsFair() throws {
    var pull = try socket(.pull, Filling.limit)
    let address = try pull.bind(wildcard)
    var first = try connected(.push, to: address, Filling.limit)
    var second = try connected(.push, to: address, Filling.limit)
    // Both have more waiting than is looked at.
    let counts = (try fill(&first, from: 0), try fill(&second, from: 1_000_000))
    try expect(
      min(counts.0, counts.1) >= 4, "both senders to queue several messages",
      seen: "\(counts.0) and \(counts.1)")
    let sample = min(counts.0, counts.1, 16)
    var fromFirst = 0
    for _ in 0..<sample {
      let number = try number(of: pull.receive(deadline: soon), size: Filling.size)
      if number < 1_000_000 { fromFirst += 1 }
    }
    try expect(
      fromFirst >= sample / 4 && fromFirst <= sample - sample / 4,
      "\(sample) messages taken evenly from two senders", seen: "\(fromFirst) from the first")
  }

  fileprivate func pullConnectsToSeveral() throws {
    var first = try socket(.push)
    var second = try socket(.push)
    var pull = try connected(.pull, to: try first.bind(wildcard))
    try pull.connect(try second.bind(wildcard))
    for number in 0..<20 {
      try send(number, on: &first)
      try expect(number, on: &pull)
      try send(number + 100, on: &second)
      try expect(number + 100, on: &pull)
    }
  }

  fileprivate func pushWaitsForPeer() throws {
    var push = try socket(.push)
    let address = try push.bind(wildcard)
    try expect(try !offer(1, on: &push), "a push without peer to wait", seen: "the message taken")
    let limit = soon
    try alongside(push) { push in
      try push.send(Payload(2).bytes(size: 32), deadline: limit)
    } foreground: {
      pause(.milliseconds(20))
      var pull = try connected(.pull, to: address)
      try expect(2, on: &pull)
    }
  }

  fileprivate func pairWorksBothWays() throws {
    var link = try link(.pair, .pair)
    for number in 0..<50 {
      try send(number, on: &link.sender)
      try expect(number, on: &link.receiver)
      try send(number + 1_000, on: &link.receiver)
      try expect(number + 1_000, on: &link.sender)
    }
    // Several each way, not in lock-step.
    for number in 0..<10 {
      try send(number, on: &link.sender)
      try send(number, on: &link.receiver)
    }
    for number in 0..<10 {
      try expect(number, on: &link.sender)
      try expect(number, on: &link.receiver)
    }
  }

  fileprivate func secondPairDoesNotDisturb() throws {
    var link = try link(.pair, .pair)
    try send(1, on: &link.sender)
    try expect(1, on: &link.receiver)
    // Turned away, at once or in silence: whether its message is taken or not, it is for nobody.
    var second = try socket(.pair)
    do {
      try second.connect(link.address)
      _ = try offer(666, on: &second)
    } catch let error as MessagingError where error.code == .addressInUse {}
    for number in 0..<20 {
      try send(number, on: &link.sender)
      try expect(number, on: &link.receiver)
      try send(number + 1_000, on: &link.receiver)
      try expect(number + 1_000, on: &link.sender)
    }
    try expectSilence(on: &link.receiver)
    try expectSilence(on: &second)
  }

  fileprivate func wrongDirectionIsUnsupported() throws {
    for pattern in [Pattern<T>.pull, .subscribe] {
      var socket = try socket(pattern)
      try socket.bind(wildcard)
      var message = try message(1)
      let limit = soon
      let errors = [
        try expectError(.unsupported, from: "send on \(pattern)") { try send(1, on: &socket) },
        try expectError(.unsupported, from: "send on \(pattern)") {
          try socket.send([1], deadline: limit)
        },
        try expectError(.unsupported, from: "trySend on \(pattern)") {
          _ = try socket.trySend(&message)
        },
        try expectError(.unsupported, from: "trySend on \(pattern)") { _ = try socket.trySend([1]) },
      ]
      for error in errors { try expectEqual(error.operation, .send, "the operation of the error") }
    }
    for pattern in [Pattern<T>.push, .publish] {
      var socket = try socket(pattern)
      try socket.bind(wildcard)
      let limit = soon
      let errors = [
        try expectError(.unsupported, from: "receive on \(pattern)") {
          _ = try socket.receive(deadline: limit)
        },
        try expectError(.unsupported, from: "tryReceive on \(pattern)") {
          _ = try socket.tryReceive()
        },
        try expectError(.unsupported, from: "receive(into:) on \(pattern)") {
          try withUnsafeTemporaryAllocation(byteCount: 8, alignment: 1) { buffer in
            _ = try socket.receive(into: buffer, deadline: limit)
          }
        },
      ]
      for error in errors { try expectEqual(error.operation, .receive, "the operation of the error") }
    }
  }

  fileprivate func otherPatternsDoNotExchange() throws {
    let combinations: [(sender: Pattern<T>, receiver: Pattern<T>, honest: Pattern<T>)] = [
      (.pair, .pull, .push), (.publish, .pull, .push), (.request, .pull, .push),
      (.push, .reply, .request), (.pair, .reply, .request), (.push, .pair, .pair),
    ]
    for (sender, receiver, honest) in combinations {
      var bound = try socket(receiver)
      let address = try bound.bind(wildcard)
      var stranger = try connected(sender, to: address)
      _ = try offer(666, on: &stranger)
      try expectSilence(on: &bound)
      var peer = try connected(honest, to: address)
      try send(1, on: &peer)
      do {
        try expect(1, on: &bound)
      } catch {
        throw Finding("\(receiver) with \(sender) connected to it, then \(honest): \(error)")
      }
    }
  }
}
