import Messaging

extension Behavior {
  /// Binding, connecting and their ends.
  public enum Endpoints: BehaviorArea {
    case boundAddressIsUsable
    case wildcardsDiffer
    case connectBeforeBind
    case doubleBindIsRefused
    case malformedAddressesAreRefused
    case connectingToWildcardIsRefused
    case unbindFreesTheAddress
    case endingWhatIsNotThereIsRefused
    case disconnectEndsDelivery
    case reconnectsAfterRestart
    case severalBinds
    case errorsNameOperationAndEndpoint

    func check<T: Transport>(_ fixture: Fixture<T>) throws {
      switch self {
      case .boundAddressIsUsable: try fixture.boundAddressIsUsable()
      case .wildcardsDiffer: try fixture.wildcardsDiffer()
      case .connectBeforeBind: try fixture.connectBeforeBind()
      case .doubleBindIsRefused: try fixture.doubleBindIsRefused()
      case .malformedAddressesAreRefused: try fixture.malformedAddressesAreRefused()
      case .connectingToWildcardIsRefused: try fixture.connectingToWildcardIsRefused()
      case .unbindFreesTheAddress: try fixture.unbindFreesTheAddress()
      case .endingWhatIsNotThereIsRefused: try fixture.endingWhatIsNotThereIsRefused()
      case .disconnectEndsDelivery: try fixture.disconnectEndsDelivery()
      case .reconnectsAfterRestart: try fixture.reconnectsAfterRestart()
      case .severalBinds: try fixture.severalBinds()
      case .errorsNameOperationAndEndpoint: try fixture.errorsNameOperationAndEndpoint()
      }
    }
  }
}

extension Fixture {
  fileprivate func boundAddressIsUsable() throws {
    // With a wildcard, and with an address of one's own.
    for wish in [wildcard, try freeAddress()] {
      var pull = try socket(.pull)
      let address = try bindWhenFree(&pull, to: wish)
      let parsed = try Address(address)
      try expect(
        !parsed.isWildcard && !parsed.hasWildcardPort, "a bound address without wildcard",
        seen: address)
      if wish != wildcard { try expectEqual(address, wish, "the bound address") }
      try expectEqual(pull.endpoint, address, "the socket's endpoint")
      var push = try connected(.push, to: address)
      try expectEqual(push.endpoint, address, "the connected socket's endpoint")
      try send(1, on: &push)
      try expect(1, on: &pull)
    }
  }

  fileprivate func wildcardsDiffer() throws {
    var first = try socket(.pull)
    var second = try socket(.pull)
    let addresses = [
      try first.bind(wildcard), try second.bind(wildcard), try second.bind(wildcard),
    ]
    try expectEqual(Set(addresses).count, 3, "the number of different addresses")
    for (number, address) in addresses.enumerated() {
      var push = try connected(.push, to: address)
      try send(number, on: &push)
      if number == 0 { try expect(0, on: &first) } else { try expect(number, on: &second) }
    }
  }

  fileprivate func connectBeforeBind() throws {
    let address = try freeAddress()
    let limit = soon
    let push = try connected(.push, to: address)
    try alongside(push) { [self] push in
      for number in 0..<10 { try push.send(message(number), deadline: limit) }
    } foreground: {
      pause(.milliseconds(20))
      var pull = try socket(.pull)
      try bindWhenFree(&pull, to: address)
      for number in 0..<10 { try expect(number, on: &pull) }
    }
  }

  fileprivate func doubleBindIsRefused() throws {
    var link = try link(.push, .pull)
    var second = try socket(.pull)
    let error = try expectError(.addressInUse, from: "binding where another socket is bound") {
      try second.bind(link.address)
    }
    try expectEqual(error.operation, .bind, "the operation of the error")
    try expectEqual(error.endpoint, link.address, "the endpoint of the error")
    try expectError(.addressInUse, from: "binding twice") { try link.receiver.bind(link.address) }
    // Neither socket took harm.
    try send(1, on: &link.sender)
    try expect(1, on: &link.receiver)
    var push = try connected(.push, to: try second.bind(wildcard))
    try send(2, on: &push)
    try expect(2, on: &second)
    try expectSilence(on: &link.receiver)
  }

  fileprivate func malformedAddressesAreRefused() throws {
    var link = try link(.push, .pull)
    let malformed = [
      "", ":", "://", "tcp", "tcp:", "tcp:/", "tcp://", "://x", "nosuch://x", " ",
      "\(link.address)\u{0}", "\u{0}", "127.0.0.1:5555",
      "ipc://" + String(repeating: "x", count: 1_000),
      // With a scheme that the transport may lack, which is wrong as well.
      "tcp://127.0.0.1", "tcp://127.0.0.1:", "tcp://127.0.0.1:65536", "tcp://127.0.0.1:-1",
      "tcp://127.0.0.1:x", "tcp://:::",
    ]
    for address in malformed {
      let errors = [
        try expectError(.invalidAddress, from: "binding to \"\(address.prefix(60))\"") {
          try link.receiver.bind(address)
        },
        try expectError(.invalidAddress, from: "connecting to \"\(address.prefix(60))\"") {
          try link.sender.connect(address)
        },
      ]
      try expectEqual(errors.map(\.operation), [.bind, .connect], "the operations of the errors")
      for error in errors { try expectEqual(error.endpoint, address, "the endpoint of the error") }
      try send(1, on: &link.sender)
      try expect(1, on: &link.receiver)
    }
    try expectEqual(link.receiver.endpoint, link.address, "the endpoint of the bound socket")
    try expectEqual(link.sender.endpoint, link.address, "the endpoint of the connected socket")
  }

  fileprivate func connectingToWildcardIsRefused() throws {
    var push = try socket(.push)
    let error = try expectError(.invalidAddress, from: "connecting to a wildcard") {
      try push.connect(wildcard)
    }
    try expectEqual(error.endpoint, wildcard, "the endpoint of the error")
    try expectEqual(error.operation, .connect, "the operation of the error")
  }

  fileprivate func unbindFreesTheAddress() throws {
    let address = try freeAddress()
    var first = try socket(.pull)
    for number in 0..<3 {
      try bindWhenFree(&first, to: address)
      try first.unbind(address)
      var second = try socket(.pull)
      try bindWhenFree(&second, to: address)
      var push = try connected(.push, to: address)
      try send(number, on: &push)
      try expect(number, on: &second)
      try second.unbind(address)
    }
    try expectSilence(on: &first)
  }

  fileprivate func endingWhatIsNotThereIsRefused() throws {
    var link = try link(.push, .pull)
    let other = try freeAddress()
    let errors = [
      try expectError(.addressNotAvailable, from: "unbinding where nothing is bound") {
        try link.receiver.unbind(other)
      },
      try expectError(.addressNotAvailable, from: "disconnecting from where nothing is") {
        try link.sender.disconnect(other)
      },
    ]
    try expectEqual(errors.map(\.operation), [.unbind, .disconnect], "the operations of the errors")
    try expectEqual(errors.map(\.endpoint), [other, other], "the endpoints of the errors")
    try send(1, on: &link.sender)
    try expect(1, on: &link.receiver)
    try link.sender.disconnect(link.address)
    try link.receiver.unbind(link.address)
    try expectError(.addressNotAvailable, from: "disconnecting twice") {
      try link.sender.disconnect(link.address)
    }
    try expectError(.addressNotAvailable, from: "unbinding twice") {
      try link.receiver.unbind(link.address)
    }
  }

  fileprivate func disconnectEndsDelivery() throws {
    var link = try link(.push, .pull)
    try send(0, on: &link.sender)
    try expect(0, on: &link.receiver)
    try link.sender.disconnect(link.address)
    try eventually("a push without peer to wait") { try !offer(1, on: &link.sender) }
    _ = try numbers(on: &link.receiver)
    var other = try socket(.pull)
    try link.sender.connect(try other.bind(wildcard))
    for number in 2..<12 {
      try send(number, on: &link.sender)
      try expect(number, on: &other)
    }
    try expectSilence(on: &link.receiver)
  }

  fileprivate func reconnectsAfterRestart() throws {
    let address = try freeAddress()
    var first = try socket(.pull)
    try bindWhenFree(&first, to: address)
    var server = Optional(consume first)
    var push = try connected(.push, to: address)
    var next = 0
    for _ in 0..<3 {
      // What is on the way while nobody is there may be lost, but not altered, and not out of order.
      try eventually("a message to reach the server") {
        if try offer(next, on: &push) { next += 1 }
        guard var bound = server.take() else { return false }
        let number = try number(on: &bound, by: shortly)
        server = consume bound
        if let number { try expect(number < next, "a message that was sent", seen: "\(number)") }
        return number != nil
      }
      if let closing = server.take() { closing.close() }
      var restarted = try socket(.pull)
      try bindWhenFree(&restarted, to: address)
      server = consume restarted
    }
  }

  fileprivate func severalBinds() throws {
    var pull = try socket(.pull)
    let addresses = [try pull.bind(wildcard), try pull.bind(wildcard), try pull.bind(wildcard)]
    var senders = [Lent<T>]()
    for address in addresses { senders.append(Lent(try connected(.push, to: address))) }
    for number in 0..<12 {
      try send(number, on: &senders[number % 3].socket)
      try expect(number, on: &pull)
    }
    // The others stay when one ends.
    try pull.unbind(addresses[1])
    for number in [0, 2] {
      try send(number, on: &senders[number].socket)
      try expect(number, on: &pull)
    }
  }

  fileprivate func errorsNameOperationAndEndpoint() throws {
    var link = try link(.push, .pull) { $0.maximumMessageSize = 10 }
    let errors = [
      try expectError(.messageTooLarge, from: "a large message") { try send(1, on: &link.sender) },
      try expectError(.unsupported, from: "the wrong direction") {
        try send(1, size: 8, on: &link.receiver)
      },
      try expectError(.timedOut, from: "receiving nothing") {
        _ = try link.receiver.receive(deadline: shortly)
      },
    ]
    try expectEqual(errors.map(\.operation), [.send, .send, .receive], "the operations")
    for error in errors {
      try expectEqual(error.endpoint, link.address, "the endpoint of the error")
      try expect(!error.reason.isEmpty, "a reason", seen: "\(error)")
    }
  }
}
