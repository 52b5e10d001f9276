import Messaging

extension Behavior {
  /// Passing messages on, which every `ForwardingTransport` shows.
  public enum Forwarding: BehaviorArea {
    case repliesFindTheirWayBack
    case pipelineKeepsEveryMessage
    case publicationsPass
    case pairsTalkBothWays
    case slowReceiverIsWaitedFor
    case pausedForwarderPassesNothing
    case finishingForwarderSendsWhatItHolds
    case forwarderEndsAtItsDeadline
    case forwarderEndsWithItsTransport
    case forwardedSocketsClose
    case otherPatternsAreNotForwarded

    static func isPromised(by transport: any Transport.Type) -> Bool {
      transport is any ForwardingTransport.Type
    }

    func check<T: Transport>(_ fixture: Fixture<T>) throws {
      guard let type = T.self as? any ForwardingTransport.Type else {
        throw Finding(expected: "a transport that forwards", seen: T.name)
      }
      try check(fixture, of: type)
    }

    private func check<T: ForwardingTransport>(_ fixture: Any, of type: T.Type) throws {
      guard let fixture = fixture as? Fixture<T> else { preconditionFailure("the type is the fixture's") }
      switch self {
      case .repliesFindTheirWayBack: try fixture.repliesFindTheirWayBack()
      case .pipelineKeepsEveryMessage: try fixture.pipelineKeepsEveryMessage()
      case .publicationsPass: try fixture.publicationsPass()
      case .pairsTalkBothWays: try fixture.pairsTalkBothWays()
      case .slowReceiverIsWaitedFor: try fixture.slowReceiverIsWaitedFor()
      case .pausedForwarderPassesNothing: try fixture.pausedForwarderPassesNothing()
      case .finishingForwarderSendsWhatItHolds: try fixture.finishingForwarderSendsWhatItHolds()
      case .forwarderEndsAtItsDeadline: try fixture.forwarderEndsAtItsDeadline()
      case .forwarderEndsWithItsTransport: try fixture.forwarderEndsWithItsTransport()
      case .forwardedSocketsClose: try fixture.forwardedSocketsClose()
      case .otherPatternsAreNotForwarded: try fixture.otherPatternsAreNotForwarded()
      }
    }
  }
}

extension Fixture where T: ForwardingTransport {
  fileprivate func repliesFindTheirWayBack() throws {
    try forwarding(.requests) { front, back, control in
      let requesters = try (0..<3).map { _ in Lent(try connected(.request, to: front)) }
      var reply = try connected(.reply, to: back)
      for round in 0..<10 {
        for (index, requester) in requesters.enumerated() {
          try send(10 * round + index, on: &requester.socket)
        }
        for _ in requesters {
          guard let number = try number(on: &reply, by: soon) else {
            throw Finding(expected: "a request", seen: "none")
          }
          try send(1_000 + number, on: &reply)
        }
        for (index, requester) in requesters.enumerated() {
          try expect(1_000 + 10 * round + index, on: &requester.socket)
        }
      }
      try expectCounted(front: 30, back: 30, by: control)
    }
  }

  fileprivate func pipelineKeepsEveryMessage() throws {
    let count = settings.streamLength / 10
    try forwarding(.pipelines) { front, back, control in
      let pull = try connected(.pull, to: back)
      let push = Lent(try connected(.push, to: front))
      try alongside(pull) { [self] pull in
        for number in 0..<count { try expect(number, on: &pull) }
      } foreground: {
        for number in 0..<count { try send(number, on: &push.socket) }
      }
      try expectCounted(front: count, back: 0, by: control)
      try expectEqual(control.statistics.bytesFromFront, count * 32, "the bytes that were passed on")
    }
  }

  fileprivate func publicationsPass() throws {
    try forwarding(.publications) { front, back, _ in
      var publisher = try connected(.publish, to: front)
      var subscriber = try socket(.subscribe)
      try subscriber.subscribe(to: "news")
      try subscriber.connect(back)
      try synchronize(&publisher, &subscriber, prefix: "news")
      for text in ["weather", "news of today"] { try publisher.send(text, deadline: soon) }
      try expect("news of today", on: &subscriber)
      try expectSilence(on: &subscriber)
    }
  }

  fileprivate func pairsTalkBothWays() throws {
    try forwarding(.pairs) { front, back, control in
      var left = try connected(.pair, to: front)
      var right = try connected(.pair, to: back)
      for number in 0..<50 {
        try send(number, on: &left)
        try expect(number, on: &right)
        try send(-number, on: &right)
        try expect(-number, on: &left)
      }
      try expectCounted(front: 50, back: 50, by: control)
    }
  }

  /// Nothing is lost of what waits for a receiver that is slow, or not there yet.
  fileprivate func slowReceiverIsWaitedFor() throws {
    try forwarding(.pipelines, Filling.limit) { front, back, _ in
      var push = try connected(.push, to: front, Filling.limit)
      let count = try fill(&push)
      var pull = try connected(.pull, to: back, Filling.limit)
      for number in 0..<count { try expect(number, size: Filling.size, on: &pull) }
      try send(count, on: &push)
      try expect(count, on: &pull)
    }
  }

  fileprivate func pausedForwarderPassesNothing() throws {
    try forwarding(.pipelines) { front, back, control in
      var push = try connected(.push, to: front)
      var pull = try connected(.pull, to: back)
      try send(0, on: &push)
      try expect(0, on: &pull)
      try expectCounted(front: 1, back: 0, by: control)
      control.pause()
      try expect(control.isPaused, "a pause", seen: "none")
      try send(1, on: &push)
      try expectSilence(on: &pull)
      control.resume()
      try expect(1, on: &pull)
      // It ends all the same.
      control.pause()
    }
  }

  /// It receives no more, and waits for who takes what it has received.
  fileprivate func finishingForwarderSendsWhatItHolds() throws {
    let patterns = T.forwardingPatterns(for: .pipelines)
    var front = try socket(patterns.front, Filling.limit)
    var back = try socket(patterns.back, Filling.limit)
    let (asking, answering) = (try front.bind(wildcard), try back.bind(wildcard))
    var push = try connected(.push, to: asking, Filling.limit)
    let count = try fill(&push)
    try expect(count > 1, "more than one message to wait", seen: "\(count)")
    var forwarder = try T.forwarder(front, back)
    let control = forwarder.control
    // There is nobody to send to, so it holds the first message.
    try expectEqual(try forwarder.run(until: shortly), .deadlinePassed, "the end of the forwarder")
    control.finish()
    try expect(control.isFinishing, "a forwarder that is to finish", seen: "another")
    let end = try alongside(forwarder) {
      try $0.run()
    } foreground: {
      defer { control.stop() }
      var pull = try connected(.pull, to: answering, Filling.limit)
      try expect(0, size: Filling.size, on: &pull)
      try expectSilence(on: &pull)
    }
    try expectEqual(end, .stopped, "the end of the forwarder")
    try expectCounted(front: 1, back: 0, by: control)
  }

  fileprivate func forwarderEndsAtItsDeadline() throws {
    var forwarder = try forwarder(.pipelines)
    try expectNotReady("forwarding") { try forwarder.run(until: $0) == .stopped }
    forwarder.control.stop()
    try expect(forwarder.control.isStopped, "a stop", seen: "none")
    try expectEqual(try forwarder.run(), .stopped, "the end of what was stopped before")
  }

  fileprivate func forwarderEndsWithItsTransport() throws {
    let paused = try forwarder(.requests)
    paused.control.pause()
    try alongside(paused) { [self] forwarder in
      _ = try expectError(.closed, from: "a forwarder that is paused") { try forwarder.run() }
    } foreground: {
      try alongside(try forwarder(.requests)) { [self] forwarder in
        let error = try expectError(.closed, from: "forwarding") { try forwarder.run() }
        try expectEqual(error.operation, .forward, "the operation of the error")
      } foreground: {
        pause(.milliseconds(20))
        transport.shutdown()
      }
    }
  }

  fileprivate func forwardedSocketsClose() throws {
    let patterns = T.forwardingPatterns(for: .pipelines)
    var front = try socket(patterns.front)
    let address = try front.bind(wildcard)
    do {
      let forwarder = try T.forwarder(front, socket(patterns.back))
      try expect(!forwarder.control.isStopped, "a forwarder that may run", seen: "one that was stopped")
    }
    var next = try socket(.pull)
    try bindWhenFree(&next, to: address)
  }

  fileprivate func otherPatternsAreNotForwarded() throws {
    let pipeline = T.forwardingPatterns(for: .pipelines)
    for (front, back) in [
      (pipeline.front, pipeline.front), (pipeline.back, pipeline.back), (.request, .reply),
      (.reply, .request),
    ] {
      let error = try expectError(.invalidArgument, from: "forwarding between \(front) and \(back)") {
        _ = try T.forwarder(socket(front), socket(back)).control
      }
      try expectEqual(error.operation, .open, "the operation of the error")
    }
  }

  // MARK: Forwarders

  private func forwarder(
    _ traffic: ForwardedTraffic, _ configure: (inout SocketOptions) -> Void = { _ in }
  ) throws -> AnyForwarder {
    let patterns = T.forwardingPatterns(for: traffic)
    return try T.forwarder(socket(patterns.front, configure), socket(patterns.back, configure))
  }

  /// Runs a forwarder in a thread of its own, and `body` here meanwhile, with the addresses of its front and its back.
  private func forwarding(
    _ traffic: ForwardedTraffic, _ configure: (inout SocketOptions) -> Void = { _ in },
    _ body: (String, String, ForwardingControl) throws -> Void
  ) throws {
    let patterns = T.forwardingPatterns(for: traffic)
    var front = try socket(patterns.front, configure)
    var back = try socket(patterns.back, configure)
    let (asking, answering) = (try front.bind(wildcard), try back.bind(wildcard))
    let forwarder = try T.forwarder(front, back)
    let control = forwarder.control
    let end = try alongside(forwarder) {
      try $0.run()
    } foreground: {
      defer { control.stop() }
      try body(asking, answering, control)
    }
    try expectEqual(end, .stopped, "the end of the forwarder")
  }

  /// Checks the counts, which follow the messages.
  private func expectCounted(front: Int, back: Int, by control: ForwardingControl) throws {
    try eventually("\(front) messages from the front and \(back) from the back to be counted") {
      control.statistics.messagesFromFront == front && control.statistics.messagesFromBack == back
    }
  }
}
