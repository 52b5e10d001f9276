import Messaging

extension Behavior {
  /// Shutting down, closing, and moving between threads.
  public enum Lifecycle: BehaviorArea {
    case shutdownWakesReceive
    case shutdownWakesSend
    case openAfterShutdownIsRefused
    case everythingIsClosedAfterShutdown
    case closeDeliversWhatWasAccepted
    case closeDeliversManyMessages
    case closeWithoutPeerEnds
    case closedReceiverDoesNotBreakTheSender
    case closedSenderDoesNotBreakTheReceiver
    case droppedSocketCloses
    case openAndCloseManyTimes
    case socketsCloseInAnyOrder
    case socketMovesToAnotherThread

    func check<T: Transport>(_ fixture: Fixture<T>) throws {
      switch self {
      case .shutdownWakesReceive: try fixture.shutdownWakesReceive()
      case .shutdownWakesSend: try fixture.shutdownWakesSend()
      case .openAfterShutdownIsRefused: try fixture.openAfterShutdownIsRefused()
      case .everythingIsClosedAfterShutdown: try fixture.everythingIsClosedAfterShutdown()
      case .closeDeliversWhatWasAccepted: try fixture.closeDeliversWhatWasAccepted()
      case .closeDeliversManyMessages: try fixture.closeDeliversManyMessages()
      case .closeWithoutPeerEnds: try fixture.closeWithoutPeerEnds()
      case .closedReceiverDoesNotBreakTheSender: try fixture.closedReceiverDoesNotBreakTheSender()
      case .closedSenderDoesNotBreakTheReceiver: try fixture.closedSenderDoesNotBreakTheReceiver()
      case .droppedSocketCloses: try fixture.droppedSocketCloses()
      case .openAndCloseManyTimes: try fixture.openAndCloseManyTimes()
      case .socketsCloseInAnyOrder: try fixture.socketsCloseInAnyOrder()
      case .socketMovesToAnotherThread: try fixture.socketMovesToAnotherThread()
      }
    }
  }
}

extension Fixture {
  fileprivate func shutdownWakesReceive() throws {
    let limit = soon
    try alongside(try bound(.pull)) { [self] pull in
      _ = try expectError(.closed, from: "receiving without limit") { _ = try pull.receive() }
    } foreground: {
      try alongside(try bound(.pull)) { [self] pull in
        _ = try expectError(.closed, from: "receiving") { _ = try pull.receive(deadline: limit) }
      } foreground: {
        pause(.milliseconds(20))
        transport.shutdown()
      }
    }
  }

  fileprivate func shutdownWakesSend() throws {
    let limit = soon
    try alongside(try bound(.push)) { [self] push in
      _ = try expectError(.closed, from: "sending without limit") { try push.send([1]) }
    } foreground: {
      try alongside(try bound(.push)) { [self] push in
        _ = try expectError(.closed, from: "sending") { try push.send([1], deadline: limit) }
      } foreground: {
        pause(.milliseconds(20))
        transport.shutdown()
      }
    }
  }

  fileprivate func openAfterShutdownIsRefused() throws {
    let before = try socket(.push)
    transport.shutdown()
    transport.shutdown()
    for pattern in [Pattern<T>.push, .subscribe, .reply] {
      let error = try expectError(.closed, from: "opening after shutdown") {
        _ = try transport.socket(pattern)
      }
      try expectEqual(error.operation, .open, "the operation of the error")
    }
    before.close()
  }

  fileprivate func everythingIsClosedAfterShutdown() throws {
    var link = try link(.pair, .pair)
    try send(1, on: &link.sender)
    transport.shutdown()
    try expectClosed("sending") { try send(2, on: &link.sender) }
    try expectClosed("trySend") { _ = try link.sender.trySend([1]) }
    try expectClosed("receiving") { _ = try link.receiver.receive(deadline: soon) }
    try expectClosed("tryReceive") { _ = try link.receiver.tryReceive() }
    try expectClosed("binding") { try link.sender.bind(wildcard) }
    try expectClosed("connecting") { try link.sender.connect(link.address) }
  }

  fileprivate func closeDeliversWhatWasAccepted() throws {
    for size in [10, 100_000] {
      var pull = try socket(.pull)
      let address = try pull.bind(wildcard)
      for round in 0..<3 {
        var push = try connected(.push, to: address) { $0.linger = settings.patience }
        for number in 0..<5 { try send(round * 5 + number, size: size, on: &push) }
        push.close()
        for number in 0..<5 { try expect(round * 5 + number, size: size, on: &pull) }
      }
    }
  }

  fileprivate func closeDeliversManyMessages() throws {
    let count = 2_000
    let size = 1_000
    let limit = soon
    func large(_ options: inout SocketOptions) {
      options.linger = settings.patience
      options.sendQueue = QueueLimit(messages: 2 * count, bytes: 2 * count * size)
      options.receiveQueue = options.sendQueue
    }
    var pull = try socket(.pull, large)
    let push = Optional(try connected(.push, to: try pull.bind(wildcard), large))
    try alongside(push) { [self] push in
      guard var sender = push.take() else { return }
      for number in 0..<count { try sender.send(message(number, size: size), deadline: limit) }
      // While the receiver may still be at the beginning.
      sender.close()
    } foreground: {
      pause(.milliseconds(5))
      for number in 0..<count { try expect(number, size: size, on: &pull) }
    }
    try expectSilence(on: &pull)
  }

  fileprivate func closeWithoutPeerEnds() throws {
    let linger = Duration.milliseconds(50)
    let start = ContinuousClock.now
    var push = try connected(.push, to: try freeAddress()) { $0.linger = linger }
    _ = try offer(1, on: &push)
    push.close()
    transport.shutdown()
    let time = ContinuousClock.now - start
    try expect(
      time < linger + settings.silence + settings.tolerance,
      "closing to wait no longer than its linger of \(linger)", seen: "\(time)")
  }

  fileprivate func closedReceiverDoesNotBreakTheSender() throws {
    var push = try socket(.push)
    let address = try push.bind(wildcard)
    for number in 0..<5 {
      var pull = try connected(.pull, to: address)
      // What was accepted for the one before may be lost with it.
      var arrived: Int?
      try eventually("a message to arrive at a new peer") {
        _ = try offer(number, on: &push)
        arrived = try self.number(on: &pull, by: shortly)
        return arrived == number
      }
      pull.close()
    }
  }

  fileprivate func closedSenderDoesNotBreakTheReceiver() throws {
    var link = try link(.push, .pull)
    try send(0, on: &link.sender)
    try expect(0, on: &link.receiver)
    for number in 1..<10 {
      var push = try connected(.push, to: link.address)
      try send(number, on: &push)
      try expect(number, on: &link.receiver)
      push.close()
      try send(-number, on: &link.sender)
      try expect(-number, on: &link.receiver)
    }
  }

  fileprivate func droppedSocketCloses() throws {
    let address = try freeAddress()
    // Each shows that the one before is closed.
    func bound() throws -> Socket<T> {
      var socket = try socket(.pull)
      try bindWhenFree(&socket, to: address)
      return socket
    }
    // Compilers destroy each of these another way in code for any transport.
    do { _ = try bound() }
    do {
      let optional = Optional(try bound())
      _ = optional?.endpoint
    }
    do {
      let captured = try bound()
      var uses = [{ captured.endpoint }]
      uses.removeAll()
    }
    do { _ = Box(try bound()) }
    _ = try bound()
  }

  fileprivate func openAndCloseManyTimes() throws {
    let patterns: [Pattern<T>] = [.pair, .push, .pull, .publish, .subscribe, .request, .reply]
    for round in 0..<100 {
      var first = try socket(patterns[round % patterns.count]) { $0.linger = .zero }
      var second = try socket(patterns[(round / 2) % patterns.count]) { $0.linger = .zero }
      try second.connect(try first.bind(wildcard))
    }
    // Many at a time.
    var pull = try socket(.pull)
    let address = try pull.bind(wildcard)
    var senders: [Lent<T>] = []
    for number in 0..<50 {
      let push = Lent(try connected(.push, to: address))
      try send(number, on: &push.socket)
      senders.append(push)
    }
    var seen: [Int] = []
    for _ in senders { seen.append(try number(of: pull.receive(deadline: soon))) }
    try expectEqual(seen.sorted(), Array(senders.indices), "the messages of 50 senders")
  }

  fileprivate func socketsCloseInAnyOrder() throws {
    let patterns: [(Pattern<T>, Pattern<T>)] = [
      (.push, .pull), (.pair, .pair), (.publish, .subscribe), (.subscribe, .publish), (.request, .reply),
    ]
    for (connecting, binding) in patterns {
      for order in (0..<3).permutations {
        var bound = try socket(binding) { $0.linger = .zero }
        let address = try bound.bind(wildcard)
        var sockets: [Lent<T>?] = [Lent(bound)]
        // A pair turns a second peer away, which is another behavior.
        for number in 0..<(binding == .pair ? 1 : 2) {
          let peer = Lent(try connected(connecting, to: address) { $0.linger = .zero })
          // With something on the way, where the socket takes it.
          if connecting != .subscribe { _ = try peer.socket.trySend([UInt8(number)]) }
          sockets.append(peer)
        }
        for place in order where place < sockets.count { sockets[place] = nil }
      }
    }
  }

  fileprivate func socketMovesToAnotherThread() throws {
    let returned = Lent(try socket(.pair))
    var home = try connected(.pair, to: try returned.socket.bind(wildcard))
    try send(0, on: &home)
    try expect(0, on: &returned.socket)
    for round in 1..<10 {
      // There and back again: each thread uses the same socket, one after the other.
      try alongside(Moved(returned)) { [self] moved in
        try expect(round, on: &moved.lent.socket)
        try send(-round, on: &moved.lent.socket)
      } foreground: {
        try send(round, on: &home)
        try expect(-round, on: &home)
      }
    }
    try send(100, on: &returned.socket)
    try expect(100, on: &home)
  }
}

/// A socket that one thread uses at a time: the one that owns this, which the others wait for.
private struct Moved<T: Transport>: @unchecked Sendable {
  let lent: Lent<T>

  init(_ lent: Lent<T>) { self.lent = lent }
}

/// Something in a box.
private final class Box<Value: ~Copyable> {
  let value: Value

  init(_ value: consuming Value) { self.value = value }
}
