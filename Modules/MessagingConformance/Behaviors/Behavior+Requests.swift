import Messaging

extension Behavior {
  /// Request and reply.
  public enum Requests: BehaviorArea {
    case roundTrips
    case requestsTakeTurns
    case repliesTakeTurns
    case repliesReachTheirRequesters
    case requestReachesLaterPeer
    case replyAnyMessage

    func check<T: Transport>(_ fixture: Fixture<T>) throws {
      switch self {
      case .roundTrips: try fixture.roundTrips()
      case .requestsTakeTurns: try fixture.requestsTakeTurns()
      case .repliesTakeTurns: try fixture.repliesTakeTurns()
      case .repliesReachTheirRequesters: try fixture.repliesReachTheirRequesters()
      case .requestReachesLaterPeer: try fixture.requestReachesLaterPeer()
      case .replyAnyMessage: try fixture.replyAnyMessage()
      }
    }
  }
}

extension Fixture {
  private func roundTrip(_ number: Int, size: Int = 32, on link: inout Link<T>) throws {
    try send(number, size: size, on: &link.sender)
    try expect(number, size: size, on: &link.receiver)
    try send(-number, size: size, on: &link.receiver)
    try expect(-number, size: size, on: &link.sender)
  }

  fileprivate func roundTrips() throws {
    var link = try link(.request, .reply)
    for number in 1...100 { try roundTrip(number, on: &link) }
  }

  fileprivate func requestsTakeTurns() throws {
    var link = try link(.request, .reply)
    try expectError(.invalidState, from: "receiving before a request") {
      _ = try link.sender.receive(deadline: soon)
    }
    try expectError(.invalidState, from: "tryReceive before a request") {
      _ = try link.sender.tryReceive()
    }
    try send(1, on: &link.sender)
    try expectError(.invalidState, from: "a second request") { try send(2, on: &link.sender) }
    try expectError(.invalidState, from: "a second request") { _ = try link.sender.trySend([2]) }
    // The first request is as it was.
    try expect(1, on: &link.receiver)
    try send(3, on: &link.receiver)
    try expect(3, on: &link.sender)
    try expectError(.invalidState, from: "receiving a second reply") {
      _ = try link.sender.receive(deadline: soon)
    }
    try roundTrip(4, on: &link)
  }

  fileprivate func repliesTakeTurns() throws {
    var link = try link(.request, .reply)
    try expectError(.invalidState, from: "a reply before a request") {
      try send(1, on: &link.receiver)
    }
    try send(1, on: &link.sender)
    try expect(1, on: &link.receiver)
    try expectError(.invalidState, from: "receiving before replying") {
      _ = try link.receiver.receive(deadline: soon)
    }
    try send(2, on: &link.receiver)
    try expectError(.invalidState, from: "a second reply") { try send(3, on: &link.receiver) }
    try expect(2, on: &link.sender)
    try roundTrip(4, on: &link)
  }

  fileprivate func repliesReachTheirRequesters() throws {
    var link = try link(.request, .reply)
    var second = try connected(.request, to: link.address)
    var third = try connected(.request, to: link.address)
    for round in 0..<20 {
      try send(3 * round, on: &link.sender)
      try send(3 * round + 1, on: &second)
      try send(3 * round + 2, on: &third)
      var seen: [Int] = []
      for _ in 0..<3 {
        let number = try number(of: link.receiver.receive(deadline: soon))
        seen.append(number)
        try send(1_000 + number, on: &link.receiver)
      }
      try expectEqual(seen.sorted(), (0..<3).map { 3 * round + $0 }, "the requests")
      try expect(1_000 + 3 * round, on: &link.sender)
      try expect(1_000 + 3 * round + 1, on: &second)
      try expect(1_000 + 3 * round + 2, on: &third)
    }
  }

  fileprivate func requestReachesLaterPeer() throws {
    var request = try socket(.request)
    let address = try request.bind(wildcard)
    // Libraries differ in whether they take a request that nobody is there for; none loses it.
    let isTaken = try offer(1, on: &request)
    var reply = try connected(.reply, to: address)
    if !isTaken { try send(1, on: &request) }
    try expect(1, on: &reply)
    try send(2, on: &reply)
    try expect(2, on: &request)
  }

  fileprivate func replyAnyMessage() throws {
    var link = try link(.request, .reply)
    for size in [0, 1, 33, 34, 8_192, 100_000] { try roundTrip(7, size: size, on: &link) }
    // The request itself as the reply.
    try send(8, on: &link.sender)
    try link.receiver.send(try link.receiver.receive(deadline: soon), deadline: soon)
    try expect(8, on: &link.sender)
  }
}
