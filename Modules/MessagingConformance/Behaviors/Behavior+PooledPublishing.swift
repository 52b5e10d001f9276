import Messaging

extension Behavior {
  /// Publishing messages that were rented from a pool.
  public enum PooledPublishing: BehaviorArea {
    case everySubscriberReceives
    case withoutSubscriberBuffersComeBack
    case slowSubscriberLosesNoBuffers
    case changedMessageChangesNoOther

    func check<T: Transport>(_ fixture: Fixture<T>) throws {
      switch self {
      case .everySubscriberReceives: try fixture.everySubscriberReceives()
      case .withoutSubscriberBuffersComeBack: try fixture.withoutSubscriberBuffersComeBack()
      case .slowSubscriberLosesNoBuffers: try fixture.slowSubscriberLosesNoBuffers()
      case .changedMessageChangesNoOther: try fixture.changedMessageChangesNoOther()
      }
    }
  }
}

extension Fixture {
  /// Runs `body` with a publisher and two subscribers that are about to receive what it publishes next.
  private func withTwoSubscribers(
    _ body: (inout Link<T>, inout Socket<T>) throws -> Void
  ) throws {
    var link = try subscription(to: [""])
    var second = try subscriber(of: &link.sender, at: link.address, to: [""])
    // Past the probes of the other.
    try link.sender.send("start", deadline: soon)
    while String(try link.receiver.receive(deadline: soon)) != "start" {}
    try expect("start", on: &second)
    try body(&link, &second)
  }

  fileprivate func everySubscriberReceives() throws {
    try withTwoSubscribers { link, second in
      try forEveryPool { pool in
        for (number, size) in PooledSize.all.enumerated() {
          try send(number, size: size, from: &pool, on: &link.sender)
          try expect(number, size: size, on: &link.receiver)
          try expect(number, size: size, on: &second)
        }
        // Several at a time, and each buffer back once although two had it.
        for number in 0..<20 { try send(number, from: &pool, on: &link.sender) }
        for number in 0..<20 { try expect(number, on: &link.receiver) }
        for number in 0..<20 { try expect(number, on: &second) }
      }
    }
  }

  fileprivate func withoutSubscriberBuffersComeBack() throws {
    var publisher = try socket(.publish)
    let address = try publisher.bind(wildcard)
    // One without a subscription is as good as none.
    var deaf = try connected(.subscribe, to: address)
    try forEveryPool { pool in
      for number in 0..<40 {
        var message = try rent(number, size: PooledSize.some[number % 4], from: &pool)
        if number % 8 < 4 {
          try publisher.send(message, deadline: soon)
        } else {
          try expect(try publisher.trySend(&message), "publishing not to wait", seen: "it refused")
        }
        try expectAllBack(pool.statistics)
      }
    }
    try expectSilence(on: &deaf)
  }

  fileprivate func slowSubscriberLosesNoBuffers() throws {
    try forEveryPool { pool in
      var link = try subscription(to: [""], Filling.limit)
      // Far more than the queues hold.
      for number in 0..<200 { try send(number, size: Filling.size, from: &pool, on: &link.sender) }
      var last = -1
      while let number = try number(on: &link.receiver, size: Filling.size, by: .after(.milliseconds(5))) {
        try expect(number > last, "messages in order", seen: "\(number) after \(last)")
        last = number
      }
    }
  }

  fileprivate func changedMessageChangesNoOther() throws {
    try withTwoSubscribers { link, second in
      try forEveryPool { pool in
        for (number, size) in PooledSize.some.enumerated() {
          try send(number, size: size, from: &pool, on: &link.sender)
          var changed = try link.receiver.receive(deadline: soon)
          let other = try second.receive(deadline: soon)
          let rented = try rent(-number, size: size, from: &pool)
          changed.withUnsafeMutableBytes { _ = $0.initializeMemory(as: UInt8.self, repeating: 0xFF) }
          try check(other, is: number, size: size)
          try check(rented, is: -number, size: size)
          try expect(
            changed.withUnsafeBytes { $0.allSatisfy { $0 == 0xFF } }, "the changed bytes", seen: "others")
        }
      }
    }
  }
}
