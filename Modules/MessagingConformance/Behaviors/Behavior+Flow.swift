import Messaging

extension Behavior {
  /// Bounded queues, waiting and deadlines.
  public enum Flow: BehaviorArea {
    case boundedQueueBindFirst
    case boundedQueueConnectFirst
    case tryReceiveDoesNotWait
    case trySendDoesNotWait
    case receiveKeepsItsDeadline
    case sendKeepsItsDeadline
    case fullQueueKeepsTheDeadline
    case pastDeadlineTriesOnce
    case blockedReceiveIsWoken
    case blockedReceiveIsWokenWithoutLimit
    case blockedSendIsWoken
    case blockedSendIsWokenWithoutLimit
    case orderIsKept
    case deadlineLeavesTheSocketUsable

    func check<T: Transport>(_ fixture: Fixture<T>) throws {
      switch self {
      case .boundedQueueBindFirst: try fixture.boundedQueueBindFirst()
      case .boundedQueueConnectFirst: try fixture.boundedQueueConnectFirst()
      case .tryReceiveDoesNotWait: try fixture.tryReceiveDoesNotWait()
      case .trySendDoesNotWait: try fixture.trySendDoesNotWait()
      case .receiveKeepsItsDeadline: try fixture.receiveKeepsItsDeadline()
      case .sendKeepsItsDeadline: try fixture.sendKeepsItsDeadline()
      case .fullQueueKeepsTheDeadline: try fixture.fullQueueKeepsTheDeadline()
      case .pastDeadlineTriesOnce: try fixture.pastDeadlineTriesOnce()
      case .blockedReceiveIsWoken: try fixture.blockedReceiveIsWoken(limit: fixture.soon)
      case .blockedReceiveIsWokenWithoutLimit: try fixture.blockedReceiveIsWoken(limit: .never)
      case .blockedSendIsWoken: try fixture.blockedSendIsWoken(limit: fixture.soon)
      case .blockedSendIsWokenWithoutLimit: try fixture.blockedSendIsWoken(limit: .never)
      case .orderIsKept: try fixture.orderIsKept()
      case .deadlineLeavesTheSocketUsable: try fixture.deadlineLeavesTheSocketUsable()
      }
    }
  }
}

extension Fixture {
  fileprivate func boundedQueueBindFirst() throws {
    var link = try link(.push, .pull, Filling.limit)
    // Twice, so that room is found again after all was received.
    for _ in 0..<2 {
      let count = try fill(&link.sender)
      try expect(count > 0, "some messages to be taken", seen: "none")
      for number in 0..<count { try expect(number, size: Filling.size, on: &link.receiver) }
      try expectSilence(on: &link.receiver)
    }
  }

  fileprivate func boundedQueueConnectFirst() throws {
    let address = try freeAddress()
    var push = try connected(.push, to: address, Filling.limit)
    let count = try fill(&push)
    var pull = try socket(.pull, Filling.limit)
    try bindWhenFree(&pull, to: address)
    for number in 0..<count { try expect(number, size: Filling.size, on: &pull) }
    try expectSilence(on: &pull)
    try send(count, size: Filling.size, on: &push)
    try expect(count, size: Filling.size, on: &pull)
  }

  fileprivate func tryReceiveDoesNotWait() throws {
    var link = try link(.push, .pull)
    try withUnsafeTemporaryAllocation(byteCount: 32, alignment: 1) { buffer in
      for number in 0..<3 {
        try within(settings.tolerance, "three attempts to receive") {
          var message = Message<T>()
          let isOwned = try link.receiver.tryReceive() != nil
          let isReused = try link.receiver.tryReceive(reusing: &message)
          let size = try link.receiver.tryReceive(into: buffer)
          try expect(!isOwned && !isReused && size == nil, "nothing to receive", seen: "a message")
        }
        try send(number, on: &link.sender)
        try expect(number, on: &link.receiver)
      }
    }
  }

  fileprivate func trySendDoesNotWait() throws {
    var push = try socket(.push)
    try push.bind(wildcard)
    var message = try message(1)
    try within(settings.tolerance, "four attempts to send") {
      let taken = [
        try push.trySend(&message), try push.trySend([1]), try push.trySend("1"),
        try push.trySend(copying: [1].span.bytes),
      ]
      try expect(!taken.contains(true), "no message to be taken without a peer", seen: "\(taken)")
    }
  }

  /// Checks that an operation that has nothing to wait for does not wait.
  private func within(_ limit: Duration, _ operation: String, _ body: () throws -> Void) throws {
    let start = ContinuousClock.now
    try body()
    let time = ContinuousClock.now - start
    try expect(time < limit, "\(operation) to return at once", seen: "\(time)")
  }

  /// Checks that an operation times out, neither early nor much too late.
  private func expectTimeOut(
    of operation: String, _ body: (Deadline) throws -> Void
  ) throws {
    for duration in [Duration.milliseconds(1), .milliseconds(30), .milliseconds(75)] {
      let start = ContinuousClock.now
      let deadline = Deadline.at(start + duration)
      try expectError(.timedOut, from: operation) { try body(deadline) }
      let time = ContinuousClock.now - start
      try expect(
        time >= duration && time < duration + settings.tolerance,
        "\(operation) to give up after \(duration)", seen: "\(time)")
    }
  }

  fileprivate func receiveKeepsItsDeadline() throws {
    var link = try link(.push, .pull)
    try expectTimeOut(of: "receiving") { _ = try link.receiver.receive(deadline: $0) }
    var message = Message<T>()
    try expectTimeOut(of: "receiving into a message") {
      try link.receiver.receive(reusing: &message, deadline: $0)
    }
    try withUnsafeTemporaryAllocation(byteCount: 8, alignment: 1) { buffer in
      try expectTimeOut(of: "receiving into memory") {
        _ = try link.receiver.receive(into: buffer, deadline: $0)
      }
    }
  }

  fileprivate func sendKeepsItsDeadline() throws {
    var push = try socket(.push)
    try push.bind(wildcard)
    try expectTimeOut(of: "sending a message without peer") {
      try push.send(message(1), deadline: $0)
    }
    try expectTimeOut(of: "sending bytes without peer") { try push.send([1], deadline: $0) }
  }

  fileprivate func fullQueueKeepsTheDeadline() throws {
    var link = try link(.push, .pull, Filling.limit)
    _ = try whileFull(&link.sender) { sender in
      try expectTimeOut(of: "sending into a full queue") {
        try sender.send(message(1, size: Filling.size), deadline: $0)
      }
    }
  }

  fileprivate func pastDeadlineTriesOnce() throws {
    var link = try link(.push, .pull)
    let past = Deadline.after(.zero)
    try within(settings.tolerance, "receiving with a past deadline") {
      try expectError(.timedOut, from: "receiving with a past deadline") {
        _ = try link.receiver.receive(deadline: past)
      }
    }
    try send(0, on: &link.sender)
    try expect(0, on: &link.receiver)
    try link.sender.send(message(1), deadline: .after(.seconds(-1)))
    try eventually("a message that is there to be received") {
      do {
        let message = try link.receiver.receive(deadline: past)
        try check(message, is: 1)
        return true
      } catch let error as MessagingError where error.code == .timedOut {
        return false
      }
    }
  }

  fileprivate func blockedReceiveIsWoken(limit: Deadline) throws {
    var pull = try socket(.pull)
    var push = try connected(.push, to: try pull.bind(wildcard))
    let rounds = 5
    try alongside(pull) { [self] receiver in
      for number in 0..<rounds {
        let message = try receiver.receive(deadline: limit)
        try check(message, is: number)
      }
    } foreground: {
      for number in 0..<rounds {
        pause(.milliseconds(10))
        try send(number, on: &push)
      }
    }
  }

  fileprivate func blockedSendIsWoken(limit: Deadline) throws {
    var pull = try socket(.pull, Filling.limit)
    var push = try connected(.push, to: try pull.bind(wildcard), Filling.limit)
    let count = try fill(&push)
    let further = 50
    try alongside(push) { [self] sender in
      for number in count..<count + further {
        try sender.send(message(number, size: Filling.size), deadline: limit)
      }
    } foreground: {
      pause(.milliseconds(10))
      for number in 0..<count + further {
        try expect(number, size: Filling.size, on: &pull)
      }
    }
  }

  fileprivate func orderIsKept() throws {
    var link = try link(.push, .pull)
    for size in [8, 100, 10_000] {
      for start in stride(from: 0, to: 500, by: 10) {
        for number in start..<start + 10 { try send(number, size: size, on: &link.sender) }
        for number in start..<start + 10 { try expect(number, size: size, on: &link.receiver) }
      }
    }
    try expectSilence(on: &link.receiver)
  }

  fileprivate func deadlineLeavesTheSocketUsable() throws {
    var link = try link(.push, .pull)
    for number in 0..<20 {
      try expectError(.timedOut, from: "receiving") {
        _ = try link.receiver.receive(deadline: .after(.milliseconds(1)))
      }
      try send(number, on: &link.sender)
      try expect(number, on: &link.receiver)
    }
  }
}
