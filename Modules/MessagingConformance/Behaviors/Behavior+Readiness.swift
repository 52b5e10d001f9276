import Messaging

extension Behavior {
  /// Waiting until a transfer is worth trying, without making it.
  public enum Readiness: BehaviorArea {
    case messageThereIsFound
    case roomThereIsFound
    case everyPatternGetsReady
    case pastDeadlineOnlyLooks
    case waitToReceiveKeepsItsDeadline
    case waitToSendKeepsItsDeadline
    case waitToReceiveIsWoken
    case waitToReceiveIsWokenWithoutLimit
    case waitToSendIsWoken
    case waitToSendIsWokenWithoutLimit
    case wrongDirectionIsUnsupported
    case outOfTurnIsInvalid
    case shutdownWakesWaits
    case waitingEndsMoveEveryMessage

    func check<T: Transport>(_ fixture: Fixture<T>) throws {
      switch self {
      case .messageThereIsFound: try fixture.messageThereIsFound()
      case .roomThereIsFound: try fixture.roomThereIsFound()
      case .everyPatternGetsReady: try fixture.everyPatternGetsReady()
      case .pastDeadlineOnlyLooks: try fixture.pastDeadlineOnlyLooks()
      case .waitToReceiveKeepsItsDeadline: try fixture.waitToReceiveKeepsItsDeadline()
      case .waitToSendKeepsItsDeadline: try fixture.waitToSendKeepsItsDeadline()
      case .waitToReceiveIsWoken: try fixture.waitToReceiveIsWoken(limit: fixture.soon)
      case .waitToReceiveIsWokenWithoutLimit: try fixture.waitToReceiveIsWoken(limit: .never)
      case .waitToSendIsWoken: try fixture.waitToSendIsWoken(limit: fixture.soon)
      case .waitToSendIsWokenWithoutLimit: try fixture.waitToSendIsWoken(limit: .never)
      case .wrongDirectionIsUnsupported: try fixture.wrongDirectionIsUnsupported()
      case .outOfTurnIsInvalid: try fixture.outOfTurnIsInvalid()
      case .shutdownWakesWaits: try fixture.shutdownWakesWaits()
      case .waitingEndsMoveEveryMessage: try fixture.waitingEndsMoveEveryMessage()
      }
    }
  }
}

extension Fixture {
  fileprivate func messageThereIsFound() throws {
    var link = try link(.push, .pull)
    for number in stride(from: 0, to: 20, by: 2) {
      try send(number, on: &link.sender)
      try send(number + 1, on: &link.sender)
      // Again and again: looking takes nothing.
      for _ in 0..<3 {
        let isReady = try link.receiver.waitToReceive(deadline: soon)
        try expect(isReady, "a message to be noticed", seen: "the deadline")
      }
      try take(number, on: &link.receiver)
      try take(number + 1, on: &link.receiver)
    }
    try expectSilence(on: &link.receiver)
  }

  fileprivate func roomThereIsFound() throws {
    var link = try link(.push, .pull)
    for number in 0..<20 {
      for _ in 0..<3 {
        let isReady = try link.sender.waitToSend(deadline: soon)
        try expect(isReady, "room to be noticed", seen: "the deadline")
      }
      try put(number, on: &link.sender)
      try expect(number, on: &link.receiver)
    }
    try expectSilence(on: &link.receiver)
  }

  fileprivate func everyPatternGetsReady() throws {
    var pair = try link(.pair, .pair)
    try put(1, on: &pair.sender)
    try take(1, on: &pair.receiver)
    try put(2, on: &pair.receiver)
    try take(2, on: &pair.sender)

    var subscription = try subscription(to: [""])
    try put(3, on: &subscription.sender)
    try take(3, on: &subscription.receiver)
    // Whoever drops rather than waits is always ready.
    var lonely = try socket(.publish)
    try expect(
      try lonely.waitToSend(deadline: .after(.zero)), "a publisher to be ready", seen: "the deadline")

    var request = try link(.request, .reply)
    for number in 4..<8 {
      try put(number, on: &request.sender)
      try take(number, on: &request.receiver)
      try put(-number, on: &request.receiver)
      try take(-number, on: &request.sender)
    }
  }

  fileprivate func pastDeadlineOnlyLooks() throws {
    var link = try link(.pair, .pair)
    try put(0, on: &link.sender)
    try take(0, on: &link.receiver)
    for past in [Deadline.after(.zero), .after(.seconds(-1))] {
      let start = ContinuousClock.now
      let isReady = try link.receiver.waitToReceive(deadline: past)
      let time = ContinuousClock.now - start
      try expect(
        !isReady && time < settings.tolerance, "nothing to be found at once", seen: "\(isReady) after \(time)"
      )
      try send(1, on: &link.sender)
      try eventually("a message that is there to be found") {
        try link.receiver.waitToReceive(deadline: past)
      }
      try expect(1, on: &link.receiver)
      try eventually("room that is there to be found") { try link.sender.waitToSend(deadline: past) }
    }
  }

  fileprivate func waitToReceiveKeepsItsDeadline() throws {
    var link = try link(.push, .pull)
    for number in 0..<3 {
      try expectNotReady("waiting to receive") { try link.receiver.waitToReceive(deadline: $0) }
      try send(number, on: &link.sender)
      try take(number, on: &link.receiver)
    }
  }

  fileprivate func waitToSendKeepsItsDeadline() throws {
    var lonely = try bound(.push)
    try expectNotReady("waiting to send without peer") { try lonely.waitToSend(deadline: $0) }
    var link = try link(.push, .pull, Filling.limit)
    try put(0, size: Filling.size, on: &link.sender)
    let count =
      try 1
      + whileFull(&link.sender, from: 1) { sender in
        try expectNotReady("waiting to send into a full queue") { try sender.waitToSend(deadline: $0) }
      }
    for number in 0..<count { try expect(number, size: Filling.size, on: &link.receiver) }
    try put(count, on: &link.sender)
    try expect(count, on: &link.receiver)
  }

  fileprivate func waitToReceiveIsWoken(limit: Deadline) throws {
    var pull = try socket(.pull)
    var push = try connected(.push, to: try pull.bind(wildcard))
    let rounds = 5
    try alongside(pull) { [self] receiver in
      for number in 0..<rounds { try take(number, on: &receiver, by: limit) }
    } foreground: {
      for number in 0..<rounds {
        pause(.milliseconds(10))
        try send(number, on: &push)
      }
    }
  }

  fileprivate func waitToSendIsWoken(limit: Deadline) throws {
    var pull = try socket(.pull, Filling.limit)
    var push = try connected(.push, to: try pull.bind(wildcard), Filling.limit)
    let count = try fill(&push)
    let further = 50
    try alongside(push) { [self] sender in
      for number in count..<count + further {
        try put(number, size: Filling.size, on: &sender, by: limit)
      }
    } foreground: {
      pause(.milliseconds(10))
      for number in 0..<count + further { try expect(number, size: Filling.size, on: &pull) }
    }
  }

  fileprivate func wrongDirectionIsUnsupported() throws {
    for pattern in [Pattern<T>.pull, .subscribe] {
      var socket = try socket(pattern)
      let error = try expectError(.unsupported, from: "waiting to send on \(pattern)") {
        _ = try socket.waitToSend()
      }
      try expectEqual(error.operation, .send, "the operation of the error")
    }
    for pattern in [Pattern<T>.push, .publish] {
      var socket = try socket(pattern)
      let error = try expectError(.unsupported, from: "waiting to receive on \(pattern)") {
        _ = try socket.waitToReceive()
      }
      try expectEqual(error.operation, .receive, "the operation of the error")
    }
  }

  fileprivate func outOfTurnIsInvalid() throws {
    var link = try link(.request, .reply)
    let limit = soon
    for round in 0..<3 {
      try expectError(.invalidState, from: "waiting for a reply before the request") {
        _ = try link.sender.waitToReceive(deadline: limit)
      }
      try expectError(.invalidState, from: "waiting to reply before the request") {
        _ = try link.receiver.waitToSend(deadline: limit)
      }
      try put(round, on: &link.sender)
      try take(round, on: &link.receiver)
      try expectError(.invalidState, from: "waiting for a request before replying") {
        _ = try link.receiver.waitToReceive(deadline: limit)
      }
      try put(-round, on: &link.receiver)
      // Not every library notices before the reply is there.
      try expect(
        try link.sender.waitToReceive(deadline: limit), "the reply to be noticed", seen: "the deadline")
      try expectError(.invalidState, from: "waiting to request before receiving the reply") {
        _ = try link.sender.waitToSend(deadline: limit)
      }
      try take(-round, on: &link.sender)
    }
  }

  fileprivate func shutdownWakesWaits() throws {
    var link = try link(.pair, .pair)
    try send(0, on: &link.sender)
    try expect(0, on: &link.receiver)
    try duringWaits(for: [.never, soon]) {
      pause(.milliseconds(20))
      transport.shutdown()
    }
    try expectClosed("waiting to send") { _ = try link.sender.waitToSend(deadline: soon) }
    try expectClosed("waiting to receive") { _ = try link.receiver.waitToReceive(deadline: soon) }
  }

  /// Runs `body` while threads wait with these deadlines, each two ways, for what does not come; they have to end with
  /// the error of a shutdown.
  private func duringWaits(for deadlines: [Deadline], _ body: () throws -> Void) throws {
    guard let deadline = deadlines.first else { return try body() }
    try alongside(try bound(.pull)) { [self] pull in
      _ = try expectError(.closed, from: "waiting to receive") {
        _ = try pull.waitToReceive(deadline: deadline)
      }
    } foreground: {
      try alongside(try bound(.push)) { [self] push in
        _ = try expectError(.closed, from: "waiting to send") { _ = try push.waitToSend(deadline: deadline) }
      } foreground: {
        try duringWaits(for: Array(deadlines.dropFirst()), body)
      }
    }
  }

  /// Each end sends or receives as long as it need not wait. A wake-up that is missed shows as a wait that does not end.
  fileprivate func waitingEndsMoveEveryMessage() throws {
    let few = QueueLimit(messages: 2, bytes: 1_000)
    for (count, limit) in [(settings.streamLength / 2, QueueLimit()), (settings.streamLength / 20, few)] {
      func configure(_ options: inout SocketOptions) {
        options.sendQueue = limit
        options.receiveQueue = limit
      }
      var pull = try socket(.pull, configure)
      let push = try connected(.push, to: try pull.bind(wildcard), configure)
      try alongside(push) { [self] push in
        var next = 0
        while next < count {
          try expect(try push.waitToSend(deadline: soon), "room to be noticed", seen: "the deadline")
          while next < count {
            var message = try message(next)
            guard try push.trySend(&message) else { break }
            next += 1
          }
        }
      } foreground: {
        var next = 0
        while next < count {
          try expect(try pull.waitToReceive(deadline: soon), "a message to be noticed", seen: "the deadline")
          while let message = try pull.tryReceive() {
            try check(message, is: next)
            next += 1
          }
        }
      }
      try expectSilence(on: &pull)
    }
  }
}
