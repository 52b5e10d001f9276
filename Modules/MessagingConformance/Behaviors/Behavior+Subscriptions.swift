import Messaging

extension Behavior {
  /// Publish to subscribe, with filters.
  public enum Subscriptions: BehaviorArea {
    case prefixLetsThrough
    case emptyPrefixLetsAllThrough
    case withoutSubscriptionNothingArrives
    case severalPrefixes
    case overlappingPrefixesDeliverOnce
    case unsubscribing
    case binaryPrefix
    case everySubscriberReceives
    case publishingWithoutSubscriberDoesNotWait
    case slowSubscriberDoesNotBlockOthers
    case slowSubscriberRecovers
    case onlySubscribersSubscribe

    func check<T: Transport>(_ fixture: Fixture<T>) throws {
      switch self {
      case .prefixLetsThrough: try fixture.prefixLetsThrough()
      case .emptyPrefixLetsAllThrough: try fixture.emptyPrefixLetsAllThrough()
      case .withoutSubscriptionNothingArrives: try fixture.withoutSubscriptionNothingArrives()
      case .severalPrefixes: try fixture.severalPrefixes()
      case .overlappingPrefixesDeliverOnce: try fixture.overlappingPrefixesDeliverOnce()
      case .unsubscribing: try fixture.unsubscribing()
      case .binaryPrefix: try fixture.binaryPrefix()
      case .everySubscriberReceives: try fixture.everySubscriberReceives()
      case .publishingWithoutSubscriberDoesNotWait:
        try fixture.publishingWithoutSubscriberDoesNotWait()
      case .slowSubscriberDoesNotBlockOthers: try fixture.slowSubscriberDoesNotBlockOthers()
      case .slowSubscriberRecovers: try fixture.slowSubscriberRecovers()
      case .onlySubscribersSubscribe: try fixture.onlySubscribersSubscribe()
      }
    }
  }
}

extension Fixture {
  /// Publishes some texts, of which the subscriber receives these, in order, and nothing before or between.
  private func expect(_ hits: [String], of texts: [String], on link: inout Link<T>) throws {
    for text in texts { try link.sender.send(text, deadline: soon) }
    for hit in hits { try expect(hit, on: &link.receiver) }
    try expectSilence(on: &link.receiver)
  }

  fileprivate func prefixLetsThrough() throws {
    var link = try subscription(to: ["abc"])
    try expect(
      ["abc", "abcd"], of: ["x", "ab", "", "abd", "abc", "Abc", "abcd", " abc"], on: &link)
  }

  fileprivate func emptyPrefixLetsAllThrough() throws {
    var link = try subscription(to: [""])
    let texts = ["x", "", "abc", "\u{0}"]
    try expect(texts, of: texts, on: &link)
  }

  fileprivate func withoutSubscriptionNothingArrives() throws {
    var link = try subscription(to: ["a"])
    var deaf = try connected(.subscribe, to: link.address)
    // Taken back before it meant anything, beside a socket that never had one.
    try link.receiver.unsubscribe(from: "a")
    try eventually("the subscription to end") {
      try link.sender.send("a", deadline: soon)
      return try text(on: &link.receiver, by: shortly) == nil
    }
    try link.sender.send("", deadline: soon)
    try expectSilence(on: &deaf)
    try expectSilence(on: &link.receiver)
  }

  fileprivate func severalPrefixes() throws {
    var link = try subscription(to: ["a", "bc"])
    try expect(["a1", "bc1", "a2"], of: ["a1", "b1", "bc1", "c", "a2"], on: &link)
  }

  fileprivate func overlappingPrefixesDeliverOnce() throws {
    var link = try subscription(to: ["a", "ab", "", "abc"])
    try expect(["abcd", "ab", "z"], of: ["abcd", "ab", "z"], on: &link)
  }

  fileprivate func unsubscribing() throws {
    var link = try subscription(to: ["a", "b"])
    try expect(["a", "b"], of: ["a", "b"], on: &link)
    try link.receiver.unsubscribe(from: "a")
    try eventually("the subscription to end") {
      try link.sender.send("a", deadline: soon)
      return try text(on: &link.receiver, by: shortly) == nil
    }
    try expect(["b1"], of: ["a1", "b1", "a2"], on: &link)
    try expectError(.invalidArgument, from: "taking back a subscription that is not there") {
      try link.receiver.unsubscribe(from: "a")
    }
    try expect(["b2"], of: ["a3", "b2"], on: &link)
  }

  fileprivate func binaryPrefix() throws {
    var publisher = try socket(.publish)
    let address = try publisher.bind(wildcard)
    var subscriber = try socket(.subscribe)
    try subscriber.subscribe(to: [0, 255] as [UInt8])
    try subscriber.subscribe(to: "sync")
    try subscriber.connect(address)
    try synchronize(&publisher, &subscriber, prefix: "sync")
    for bytes: [UInt8] in [[0], [0, 254], [0, 255], [255, 0], [0, 255, 0]] {
      try publisher.send(bytes, deadline: soon)
    }
    try expectEqual([UInt8](try subscriber.receive(deadline: soon)), [0, 255], "the message")
    try expectEqual([UInt8](try subscriber.receive(deadline: soon)), [0, 255, 0], "the message")
    try expectSilence(on: &subscriber)
  }

  fileprivate func everySubscriberReceives() throws {
    var link = try subscription(to: ["all", "one"])
    var second = try subscriber(of: &link.sender, at: link.address, to: ["all", "two"])
    var third = try subscriber(of: &link.sender, at: link.address, to: ["all"])
    for text in ["one 1", "all 1", "two 1", "all 2"] { try link.sender.send(text, deadline: soon) }
    for expected in ["one 1", "all 1", "all 2"] { try expectText(expected, on: &link.receiver) }
    for expected in ["all 1", "two 1", "all 2"] { try expectText(expected, on: &second) }
    for expected in ["all 1", "all 2"] { try expectText(expected, on: &third) }
  }

  /// As `expect`, past what was sent to find out whether another subscriber was there.
  private func expectText(_ expected: String, on socket: inout Socket<T>) throws {
    var text = String(try socket.receive(deadline: soon))
    while text.contains(" probe ") { text = String(try socket.receive(deadline: soon)) }
    try expectEqual(text, expected, "the message")
  }

  fileprivate func publishingWithoutSubscriberDoesNotWait() throws {
    var publisher = try socket(.publish, Filling.limit)
    let address = try publisher.bind(wildcard)
    try publishMuch(on: &publisher)
    // Nor with one that has no subscription.
    let deaf = try connected(.subscribe, to: address, Filling.limit)
    try publishMuch(on: &publisher)
    deaf.close()
  }

  /// Publishes far more than queues hold.
  private func publishMuch(on publisher: inout Socket<T>) throws {
    let limit = soon
    for number in 0..<1_000 {
      try publisher.send(message(number, size: Filling.size), deadline: limit)
      try expect(try publisher.trySend([1]), "publishing not to wait", seen: "it refused")
    }
  }

  fileprivate func slowSubscriberDoesNotBlockOthers() throws {
    var link = try subscription(to: [""])
    var quick = try subscriber(of: &link.sender, at: link.address, to: [""])
    // The first subscriber does not receive, and more is sent than its queues hold. The second keeps up. The
    // queues are not small: a publisher learns only now and then that its subscriber made room.
    for number in 0..<10_000 {
      try send(number, size: 1_024, on: &link.sender)
      try expect(number, size: 1_024, on: &quick)
    }
  }

  fileprivate func slowSubscriberRecovers() throws {
    var link = try subscription(to: [""], Filling.limit)
    try publishMuch(on: &link.sender)
    var last = -1
    while let message = try optional({ try link.receiver.receive(deadline: shortly) }) {
      guard message.count > 1 else { continue }
      let number = try number(of: message, size: Filling.size)
      try expect(number > last, "messages in order", seen: "\(number) after \(last)")
      last = number
    }
    try synchronize(&link.sender, &link.receiver, prefix: "")
    try expect(["after"], of: ["after"], on: &link)
  }

  /// The message; `nil` when none came in time.
  private func optional(_ receive: () throws -> Message<T>) throws -> Message<T>? {
    do {
      return try receive()
    } catch let error as MessagingError where error.code == .timedOut {
      return nil
    }
  }

  fileprivate func onlySubscribersSubscribe() throws {
    for pattern in [Pattern<T>.pair, .push, .pull, .publish, .request, .reply] {
      var socket = try socket(pattern)
      let errors = [
        try expectError(.unsupported, from: "subscribing on \(pattern)") {
          try socket.subscribe(to: "a")
        },
        try expectError(.unsupported, from: "unsubscribing on \(pattern)") {
          try socket.unsubscribe(from: "a")
        },
      ]
      try expectEqual(errors.map(\.operation), [.subscribe, .unsubscribe], "the operations")
    }
  }
}
