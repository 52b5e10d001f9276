import Messaging

extension Behavior {
  /// Waiting for several sockets at once, which every `PollingTransport` shows.
  public enum Polling: BehaviorArea {
    case readySocketsAreReported
    case directionsAreToldApart
    case pollingKeepsItsDeadline
    case pollingIsWoken
    case pollingIsWokenWithoutLimit
    case socketsComeAndGo
    case manySocketsAreWaitedFor
    case nothingToWaitForIsInvalid
    case shutdownWakesPolling

    static func isPromised(by transport: any Transport.Type) -> Bool {
      transport is any PollingTransport.Type
    }

    func check<T: Transport>(_ fixture: Fixture<T>) throws {
      guard let type = T.self as? any PollingTransport.Type else {
        throw Finding(expected: "a transport whose sockets can be polled", seen: T.name)
      }
      try check(fixture, of: type)
    }

    private func check<T: PollingTransport>(_ fixture: Any, of type: T.Type) throws {
      guard let fixture = fixture as? Fixture<T> else { preconditionFailure("the type is the fixture's") }
      switch self {
      case .readySocketsAreReported: try fixture.readySocketsAreReported()
      case .directionsAreToldApart: try fixture.directionsAreToldApart()
      case .pollingKeepsItsDeadline: try fixture.pollingKeepsItsDeadline()
      case .pollingIsWoken: try fixture.pollingIsWoken(limit: fixture.soon)
      case .pollingIsWokenWithoutLimit: try fixture.pollingIsWoken(limit: .never)
      case .socketsComeAndGo: try fixture.socketsComeAndGo()
      case .manySocketsAreWaitedFor: try fixture.manySocketsAreWaitedFor()
      case .nothingToWaitForIsInvalid: try fixture.nothingToWaitForIsInvalid()
      case .shutdownWakesPolling: try fixture.shutdownWakesPolling()
      }
    }
  }
}

extension Fixture where T: PollingTransport {
  fileprivate func readySocketsAreReported() throws {
    var poller = Poller<T>()
    let pipelines = try pipelines(2, into: &poller)
    let (first, second) = (pipelines[0], pipelines[1])
    try expectReady([], in: &poller)
    // Two messages: a library's descriptor may tell of the first only.
    for number in 0..<2 { try send(number, on: &second.push.socket) }
    for number in 0..<2 {
      // Again and again: looking takes nothing.
      for _ in 0..<3 { try expectReady([second.key], in: &poller) }
      try take(number, from: second.key, of: &poller)
    }
    try expectReady([], in: &poller)
    try send(2, on: &second.push.socket)
    try send(3, on: &first.push.socket)
    // In the order in which they were added.
    try eventually("both sockets to be ready") {
      try poller.wait(deadline: soon).map(\.key) == [first.key, second.key]
    }
    try take(3, from: first.key, of: &poller)
    try expectReady([second.key], in: &poller)
    try take(2, from: second.key, of: &poller)
    try expectReady([], in: &poller)
  }

  fileprivate func directionsAreToldApart() throws {
    var poller = Poller<T>()
    var reply = try socket(.reply)
    var request = try connected(.request, to: try reply.bind(wildcard))
    let key = poller.add(reply, for: [.receiving, .sending])
    // A reply is not sent before its request came, so that this direction is not waited for.
    try expectReady([], in: &poller)
    for round in 0..<3 {
      try send(round, on: &request)
      try expectReady([key], for: .receiving, in: &poller)
      try take(round, from: key, of: &poller)
      try expectReady([key], for: .sending, in: &poller)
      try poller.withSocket(key) { reply in try send(-round, on: &reply) }
      try expect(-round, on: &request)
      try expectReady([], in: &poller)
    }
  }

  fileprivate func pollingKeepsItsDeadline() throws {
    var poller = Poller<T>()
    let pipeline = try pipelines(1, into: &poller)[0]
    for number in 0..<3 {
      try expectNotReady("polling") { try !poller.wait(deadline: $0).isEmpty }
      try send(number, on: &pipeline.push.socket)
      try expectReady([pipeline.key], in: &poller)
      try take(number, from: pipeline.key, of: &poller)
    }
  }

  /// Messages come to one socket or the other while the poller waits.
  fileprivate func pollingIsWoken(limit: Deadline) throws {
    var poller = Poller<T>()
    let pipelines = try pipelines(2, into: &poller)
    let keys = pipelines.map(\.key)
    let rounds = 20
    try alongside(poller) { [self] poller in
      var (next, received) = ([0, 1], 0)
      while received < rounds {
        let events = try poller.wait(deadline: limit)
        try expect(!events.isEmpty, "message \(received) to be noticed", seen: "the deadline")
        for index in keys.indices where events.map(\.key).contains(keys[index]) {
          try poller.withSocket(keys[index]) { socket in
            while let message = try socket.tryReceive() {
              try check(message, is: next[index])
              next[index] += 2
              received += 1
            }
          }
        }
      }
    } foreground: {
      for number in 0..<rounds {
        pause(.milliseconds(5))
        try send(number, on: &pipelines[number % 2].push.socket)
      }
    }
  }

  fileprivate func socketsComeAndGo() throws {
    var poller = Poller<T>()
    let publisher = poller.add(try socket(.publish), for: .receiving)
    try expectReady([], in: &poller)
    // Whoever drops rather than waits is always ready.
    try expect(poller.setInterest(.sending, of: publisher), "the socket to be there", seen: "none")
    try expectReady([publisher], for: .sending, in: &poller)
    guard var socket = poller.remove(publisher) else {
      throw Finding(expected: "the socket that was added", seen: "none")
    }
    try socket.bind(wildcard)
    try expectEqual(poller.count, 0, "the number of sockets")
    let isGone =
      poller.remove(publisher) == nil && poller.withSocket(publisher, { _ in true }) == nil
      && !poller.setInterest(.sending, of: publisher)
    try expect(isGone, "the socket to be gone", seen: "it is there")
    let again = poller.add(socket, for: .sending)
    try expect(again != publisher, "another key", seen: "the same one")
    try expectReady([again], for: .sending, in: &poller)
  }

  fileprivate func manySocketsAreWaitedFor() throws {
    var poller = Poller<T>()
    let pipelines = try pipelines(60, into: &poller)
    for index in [59, 0, 30] {
      try send(index, on: &pipelines[index].push.socket)
      try expectReady([pipelines[index].key], in: &poller)
      try take(index, from: pipelines[index].key, of: &poller)
    }
    try expectReady([], in: &poller)
  }

  fileprivate func nothingToWaitForIsInvalid() throws {
    var poller = Poller<T>()
    let error = try expectError(.invalidState, from: "polling without sockets") { _ = try poller.wait() }
    try expectEqual(error.operation.name, "poll", "the operation of the error")
    _ = poller.add(try socket(.push), for: .receiving)
    try expectError(.invalidState, from: "polling for a direction that there is not") {
      _ = try poller.wait()
    }
    try expectReady([], in: &poller)
  }

  fileprivate func shutdownWakesPolling() throws {
    var poller = Poller<T>()
    _ = try pipelines(2, into: &poller)
    try alongside(poller) { [self] poller in
      let error = try expectError(.closed, from: "polling") { _ = try poller.wait() }
      try expectEqual(error.operation.name, "poll", "the operation of the error")
    } foreground: {
      pause(.milliseconds(20))
      transport.shutdown()
    }
  }

  // MARK: Pollers

  private struct Pipeline {
    let key: Poller<T>.Key
    /// Pushes to the socket in the poller.
    let push: Lent<T>
  }

  private func pipelines(_ count: Int, into poller: inout Poller<T>) throws -> [Pipeline] {
    try (0..<count).map { _ in
      var pull = try socket(.pull)
      let push = Lent(try connected(.push, to: try pull.bind(wildcard)))
      return Pipeline(key: poller.add(pull, for: .receiving), push: push)
    }
  }

  /// Checks that these sockets, and no others, are ready; after a while, where there are any.
  private func expectReady(
    _ keys: [Poller<T>.Key], for readiness: Readiness = .receiving, in poller: inout Poller<T>
  ) throws {
    let events = try poller.wait(deadline: keys.isEmpty ? .after(.zero) : soon)
    let expected = keys.map { Poller<T>.Event(key: $0, readiness: readiness) }
    try expectEqual(events, expected, "the sockets that are ready")
  }

  private func take(_ number: Int, from key: Poller<T>.Key, of poller: inout Poller<T>) throws {
    let isThere: Void? = try poller.withSocket(key) { socket in try expect(number, on: &socket) }
    try expect(isThere != nil, "the socket to be in the poller", seen: "none")
  }
}
