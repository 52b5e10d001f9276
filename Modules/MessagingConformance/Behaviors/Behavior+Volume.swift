import Messaging

extension Behavior {
  /// Long streams, every message of which is checked.
  public enum Volume: BehaviorArea {
    case pushPullStream
    case fanIn
    case pairPingPong
    case requestStream

    func check<T: Transport>(_ fixture: Fixture<T>) throws {
      switch self {
      case .pushPullStream: try fixture.pushPullStream()
      case .fanIn: try fixture.fanIn()
      case .pairPingPong: try fixture.pairPingPong()
      case .requestStream: try fixture.requestStream()
      }
    }
  }
}

/// Mostly small messages, some of a few kilobytes, a few large ones.
private func size(of number: Int) -> Int {
  if number % 1_000 == 999 { return 65_536 + number % 7 }
  if number % 50 == 49 { return 4_000 + number % 200 }
  return Payload.numberedSize + number % 150
}

extension Fixture {
  fileprivate func pushPullStream() throws {
    let count = settings.streamLength
    var pull = try socket(.pull)
    let push = try connected(.push, to: try pull.bind(wildcard))
    try alongside(push) { [self] push in
      for number in 0..<count { try send(number, size: size(of: number), on: &push) }
    } foreground: {
      var slot = Message<T>()
      for number in 0..<count {
        // Owned and reused in turn, so that each meets the other's leftovers.
        if number % 3 == 0 {
          try expect(number, size: size(of: number), on: &pull)
        } else {
          try pull.receive(reusing: &slot, deadline: soon)
          try check(slot, is: number, size: size(of: number))
        }
      }
      try expectSilence(on: &pull)
    }
  }

  fileprivate func fanIn() throws {
    let count = settings.streamLength / 4
    var pull = try socket(.pull)
    let address = try pull.bind(wildcard)
    try fanIn(senders: 4, count: count, to: address) {
      var next = [0, 0, 0, 0]
      for _ in 0..<4 * count {
        let message = try pull.receive(deadline: soon)
        let number = message.withUnsafeBytes { Payload.number(of: $0) }
        let sender = number / count
        try expect(next.indices.contains(sender), "a message that was sent", seen: "\(number)")
        let expected = sender * count + next[sender]
        try check(message, is: expected, size: size(of: expected))
        next[sender] += 1
      }
      try expectSilence(on: &pull)
    }
  }

  /// Runs `body` while threads send numbered messages, each a range of its own.
  private func fanIn(
    senders: Int, count: Int, to address: String, _ body: () throws -> Void
  ) throws {
    guard senders > 0 else { return try body() }
    let first = (senders - 1) * count
    try alongside(try connected(.push, to: address)) { [self] push in
      for number in first..<first + count { try send(number, size: size(of: number), on: &push) }
    } foreground: {
      try fanIn(senders: senders - 1, count: count, to: address, body)
    }
  }

  fileprivate func pairPingPong() throws {
    let count = settings.streamLength / 20
    var echoing = try socket(.pair)
    var asking = try connected(.pair, to: try echoing.bind(wildcard))
    try alongside(echoing) { [self] pair in
      for number in 0..<count {
        let size = size(of: number)
        let message = try pair.receive(deadline: soon)
        try check(message, is: number, size: size)
        try pair.send(message, deadline: soon)
      }
    } foreground: {
      for number in 0..<count {
        let size = size(of: number)
        try send(number, size: size, on: &asking)
        try expect(number, size: size, on: &asking)
      }
    }
  }

  fileprivate func requestStream() throws {
    let count = settings.streamLength / 20
    var reply = try socket(.reply)
    var request = try connected(.request, to: try reply.bind(wildcard))
    try alongside(reply) { [self] reply in
      for number in 0..<count {
        try expect(number, size: size(of: number), on: &reply)
        try send(-number, on: &reply)
      }
    } foreground: {
      for number in 0..<count {
        try send(number, size: size(of: number), on: &request)
        try expect(-number, on: &request)
      }
    }
  }
}
