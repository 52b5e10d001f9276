import Messaging

extension Behavior {
  /// Who has the message after a send, successful or not.
  public enum Ownership: BehaviorArea {
    case timedOutMessageIsReclaimed
    case tooLargeMessageIsReclaimed
    case wrongWayMessageIsReclaimed
    case outOfTurnMessageIsReclaimed
    case closedMessageIsReclaimed
    case reclaimedMessageIsSentLater
    case refusedTrySendLeavesTheMessage
    case throwingTrySendLeavesTheMessage
    case sentMessageIsEmpty
    case oneVariableServesManyMessages

    func check<T: Transport>(_ fixture: Fixture<T>) throws {
      switch self {
      case .timedOutMessageIsReclaimed: try fixture.timedOutMessageIsReclaimed()
      case .tooLargeMessageIsReclaimed: try fixture.tooLargeMessageIsReclaimed()
      case .wrongWayMessageIsReclaimed: try fixture.wrongWayMessageIsReclaimed()
      case .outOfTurnMessageIsReclaimed: try fixture.outOfTurnMessageIsReclaimed()
      case .closedMessageIsReclaimed: try fixture.closedMessageIsReclaimed()
      case .reclaimedMessageIsSentLater: try fixture.reclaimedMessageIsSentLater()
      case .refusedTrySendLeavesTheMessage: try fixture.refusedTrySendLeavesTheMessage()
      case .throwingTrySendLeavesTheMessage: try fixture.throwingTrySendLeavesTheMessage()
      case .sentMessageIsEmpty: try fixture.sentMessageIsEmpty()
      case .oneVariableServesManyMessages: try fixture.oneVariableServesManyMessages()
      }
    }
  }
}

/// Inside the handle, just outside it, large.
private let sizes = [0, 20, 33, 34, 1_000, 100_000]

extension Fixture {
  fileprivate func timedOutMessageIsReclaimed() throws {
    var push = try socket(.push)
    try push.bind(wildcard)
    try expectReclaimed(after: .timedOut, from: "sending without a peer", on: &push)
  }

  fileprivate func tooLargeMessageIsReclaimed() throws {
    var link = try link(.push, .pull) { $0.maximumMessageSize = 19 }
    for size in sizes where size > 19 {
      try expectReclaimed(size, after: .messageTooLarge, from: "sending \(size) bytes", on: &link.sender)
    }
  }

  fileprivate func wrongWayMessageIsReclaimed() throws {
    var link = try link(.push, .pull)
    try expectReclaimed(after: .unsupported, from: "sending on a pull socket", on: &link.receiver)
  }

  fileprivate func outOfTurnMessageIsReclaimed() throws {
    var link = try link(.request, .reply)
    try expectReclaimed(after: .invalidState, from: "replying to nothing", on: &link.receiver)
    try send(1, on: &link.sender)
    try expectReclaimed(after: .invalidState, from: "a second request", on: &link.sender)
    try expect(1, on: &link.receiver)
  }

  fileprivate func closedMessageIsReclaimed() throws {
    var link = try link(.push, .pull)
    transport.shutdown()
    try expectClosed("sending") { try send(1, on: &link.sender) }
    try expectReclaimed(after: .closed, from: "sending after shutdown", on: &link.sender)
  }

  fileprivate func reclaimedMessageIsSentLater() throws {
    var push = try socket(.push)
    let address = try push.bind(wildcard)
    for size in sizes {
      try expectError(.timedOut, from: "sending without a peer") {
        try push.send(message(size, size: size), deadline: shortly)
      }
      guard let message = push.reclaim() else {
        throw Finding(expected: "the unsent message", seen: "none")
      }
      var pull = try connected(.pull, to: address)
      try push.send(message, deadline: soon)
      try expect(size, size: size, on: &pull)
      pull.close()
      // The next round again needs to be without a peer.
      try eventually("the peer to be gone") { try push.trySend([]) == false }
    }
  }

  fileprivate func refusedTrySendLeavesTheMessage() throws {
    var push = try socket(.push)
    try push.bind(wildcard)
    for size in sizes {
      var message = try message(5, size: size)
      for _ in 0..<3 {
        try expect(try !push.trySend(&message), "a send without peer to be refused", seen: "it taken")
        try check(message, is: 5, size: size)
      }
    }
  }

  fileprivate func throwingTrySendLeavesTheMessage() throws {
    var link = try link(.push, .pull) { $0.maximumMessageSize = 100 }
    for (code, size) in [(MessagingError.Code.messageTooLarge, 101), (.unsupported, 100)] {
      var message = try message(5, size: size)
      try expectError(code, from: "a wrong send") {
        if code == .unsupported {
          _ = try link.receiver.trySend(&message)
        } else {
          _ = try link.sender.trySend(&message)
        }
      }
      try check(message, is: 5, size: size)
    }
    transport.shutdown()
    try expectClosed("sending") { _ = try link.sender.trySend([1]) }
    var message = try message(6)
    try expectError(.closed, from: "sending after shutdown") { _ = try link.sender.trySend(&message) }
    try check(message, is: 6)
  }

  fileprivate func sentMessageIsEmpty() throws {
    var link = try link(.push, .pull)
    for size in sizes {
      var message = try message(5, size: size)
      try eventually("a message to be taken") { try link.sender.trySend(&message) }
      try expect(5, size: size, on: &link.receiver)
      try expectEqual(message.count, 0, "the size of the sent message")
      // What is left is a message without bytes, not the old one with its size forgotten.
      try link.sender.send(message, deadline: soon)
      try expectEqual(try link.receiver.receive(deadline: soon).count, 0, "the size of the second message")
    }
  }

  fileprivate func oneVariableServesManyMessages() throws {
    var link = try link(.push, .pull)
    var slot = Message<T>()
    for round in 0..<200 {
      let size = sizes[round % sizes.count]
      slot = try message(round, size: size)
      try eventually("a message to be taken") { try link.sender.trySend(&slot) }
      try link.receiver.receive(reusing: &slot, deadline: soon)
      try check(slot, is: round, size: size)
      // Sent on from the same variable, which is then empty again.
      try eventually("a message to be taken") { try link.sender.trySend(&slot) }
      try expect(round, size: size, on: &link.receiver)
    }
  }

  /// Checks for every size that a send fails with this code and leaves the message for reclaiming.
  private func expectReclaimed(
    after code: MessagingError.Code, from operation: String, on socket: inout Socket<T>
  ) throws {
    for size in sizes { try expectReclaimed(size, after: code, from: operation, on: &socket) }
  }

  private func expectReclaimed(
    _ size: Int, after code: MessagingError.Code, from operation: String,
    on socket: inout Socket<T>
  ) throws {
    try expectReclaimed(9, size: size, after: code, from: operation, on: &socket) { socket in
      try socket.send(message(9, size: size), deadline: shortly)
    }
  }
}
