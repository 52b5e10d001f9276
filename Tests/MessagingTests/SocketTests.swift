import Messaging
import Testing

private typealias Number = ScriptedTransport.Number

@Suite struct SocketTests {
  @Test func interruptedCallsAreRepeated() throws {
    let transport = ScriptedTransport()
    var socket = try transport.socket(.pair)
    transport.script.results = [.failure(Number.interrupted), .failure(Number.interrupted), .success(2)]
    try socket.send("hi")
    #expect(transport.script.attempts == 3)
    #expect(transport.script.waited == 0)
    #expect(transport.script.sent == [Array("hi".utf8)])
  }

  @Test func wouldBlockIsAnAnswerOfTheTryVariants() throws {
    let leaked = try ScriptedTransport.expectingNoLeak {
      let transport = ScriptedTransport()
      var socket = try transport.socket(.pair)
      transport.script.results = Array(repeating: .failure(Number.wouldBlock), count: 5)
      var message = try Message<ScriptedTransport>("kept")
      #expect(try socket.trySend(&message) == false)
      #expect(String(message) == "kept")
      #expect(try socket.trySend("bytes") == false)
      #expect(Self.text(try socket.tryReceive()) == nil)
      #expect(try socket.tryReceive(reusing: &message) == false)
      let isEmpty = message.isEmpty
      #expect(isEmpty)
      var memory: [UInt8] = [0]
      let size = try memory.withUnsafeMutableBytes { try socket.tryReceive(into: $0) }
      #expect(size == nil)
      #expect(transport.script.waited == 0)
    }
    #expect(leaked == 0)
  }

  @Test func aPassedDeadlineIsTimedOut() throws {
    let transport = ScriptedTransport()
    var socket = try transport.socket(.pair)
    try socket.bind("test://here")
    transport.script.results = [.failure(Number.wouldBlock), .failure(Number.wouldBlock)]
    transport.script.waits = [true, false]
    let error = #expect(throws: MessagingError.self) {
      try socket.receive(deadline: .after(.zero)).count
    }
    #expect(error?.code == .timedOut)
    #expect(error?.operation == .receive)
    #expect(error?.endpoint == "test://here")
    #expect(transport.script.waited == 2)
  }

  @Test func aWaitThatEndsEarlyIsNotTimedOut() throws {
    let transport = ScriptedTransport()
    var socket = try transport.socket(.pair)
    transport.script.results = [.failure(Number.wouldBlock), .failure(Number.wouldBlock), .success(1)]
    transport.script.waits = [false, false]
    #expect(try socket.receive(deadline: .after(.seconds(60))).count == 1)
    #expect(transport.script.waited == 2)
  }

  @Test func waitingUntilReadyGoesOnAfterPrematureAnswers() throws {
    let transport = ScriptedTransport()
    var socket = try transport.socket(.pair)
    transport.script.waits = [false, false, true]
    #expect(try socket.waitToReceive())
    #expect(transport.script.waited == 3)
    transport.script.waits = [false, true]
    #expect(try socket.waitToSend(deadline: .after(.seconds(60))))
    #expect(transport.script.waited == 5)
    // It only waits.
    #expect(transport.script.attempts == 0)
  }

  @Test func waitingUntilReadyLooksOnceWhenTheDeadlinePassed() throws {
    let transport = ScriptedTransport()
    var socket = try transport.socket(.pair)
    transport.script.waits = [false, true, false]
    #expect(try !socket.waitToReceive(deadline: .after(.zero)))
    #expect(try socket.waitToReceive(deadline: .after(.zero)))
    #expect(try !socket.waitToSend(deadline: .after(.seconds(-1))))
    #expect(transport.script.waited == 3)
  }

  @Test func waitingTheWrongWayIsRefusedBeforeTheLibrary() throws {
    let transport = ScriptedTransport()
    for pattern in [Pattern<ScriptedTransport>.push, .publish] {
      var socket = try transport.socket(pattern)
      transport.script.waits = [true]
      #expect(try socket.waitToSend())
      let error = #expect(throws: MessagingError.self) { try socket.waitToReceive() }
      #expect(error?.code == .unsupported)
      #expect(error?.operation == .receive)
    }
    for pattern in [Pattern<ScriptedTransport>.pull, .subscribe] {
      var socket = try transport.socket(pattern)
      transport.script.waits = [true]
      #expect(try socket.waitToReceive())
      let error = #expect(throws: MessagingError.self) { try socket.waitToSend() }
      #expect(error?.code == .unsupported)
      #expect(error?.operation == .send)
    }
    #expect(transport.script.waited == 4)
  }

  @Test func aFailedSendKeepsTheMessage() throws {
    let leaked = try ScriptedTransport.expectingNoLeak {
      let transport = ScriptedTransport()
      var socket = try transport.socket(.pair)
      for failure in [Number.wouldBlock, Number.broken] {
        transport.script.results = [.failure(failure)]
        let message = try Message<ScriptedTransport>("precious")
        #expect(socket.failureToSend(message) != nil)
        #expect(Self.text(socket.reclaim()) == "precious")
        #expect(Self.text(socket.reclaim()) == nil)
      }
      #expect(transport.script.sent.isEmpty)
    }
    #expect(leaked == 0)
  }

  @Test func aMessageThatIsNotReclaimedIsDropped() throws {
    let leaked = try ScriptedTransport.expectingNoLeak {
      let transport = ScriptedTransport()
      var socket = try transport.socket(.pair)
      transport.script.results = [.failure(Number.broken), .failure(Number.broken)]
      for text in ["one", "two"] {
        let message = try Message<ScriptedTransport>(text)
        #expect(socket.failureToSend(message) != nil)
      }
      socket.close()
      #expect(transport.script.isClosed)
    }
    #expect(leaked == 0)
  }

  @Test func oversizeMessagesNeverReachTheLibrary() throws {
    let leaked = try ScriptedTransport.expectingNoLeak {
      let transport = ScriptedTransport()
      var options = SocketOptions()
      options.maximumMessageSize = 4
      var socket = try transport.socket(.pair, options: options)
      var message = try Message<ScriptedTransport>("12345")
      var error = #expect(throws: MessagingError.self) { try socket.trySend(&message) }
      #expect(error?.code == .messageTooLarge)
      #expect(String(message) == "12345")
      error = socket.failureToSend(message)
      #expect(error?.code == .messageTooLarge)
      #expect(Self.text(socket.reclaim()) == "12345")
      error = #expect(throws: MessagingError.self) { try socket.send("12345") }
      #expect(error?.code == .messageTooLarge)
      #expect(transport.script.attempts == 0)
      try socket.send("1234")
      #expect(transport.script.attempts == 1)
    }
    #expect(leaked == 0)
  }

  @Test func oversizeMessagesThatTheLibraryLetThroughAreDropped() throws {
    let leaked = try ScriptedTransport.expectingNoLeak {
      let transport = ScriptedTransport()
      var options = SocketOptions()
      options.maximumMessageSize = 4
      var socket = try transport.socket(.pair, options: options)
      transport.script.results = [.success(5), .success(4)]
      let error = #expect(throws: MessagingError.self) { try socket.receive().count }
      #expect(error?.code == .messageTooLarge)
      #expect(error?.operation == .receive)
      #expect(try socket.receive().count == 4)
    }
    #expect(leaked == 0)
  }

  @Test func truncationIsReported() throws {
    let transport = ScriptedTransport()
    var socket = try transport.socket(.pair)
    transport.script.results = [.success(10), .success(3)]
    var memory: [UInt8] = [0, 0, 0, 0]
    var size = try memory.withUnsafeMutableBytes { try socket.receive(into: $0) }
    #expect(size.copied == 4 && size.full == 10 && size.isTruncated)
    size = try memory.withUnsafeMutableBytes { try socket.receive(into: $0) }
    #expect(size.copied == 3 && size.full == 3 && !size.isTruncated)
  }

  @Test func subscriptionsAreCountedAndOnlyOfSubscribers() throws {
    let transport = ScriptedTransport()
    var subscriber = try transport.socket(.subscribe)
    try subscriber.subscribe(to: "a")
    try subscriber.subscribe(to: "a")
    try subscriber.unsubscribe(from: "a")
    try subscriber.unsubscribe(from: "a")
    var error = #expect(throws: MessagingError.self) { try subscriber.unsubscribe(from: "a") }
    #expect(error?.code == .invalidArgument)
    var pair = try transport.socket(.pair)
    error = #expect(throws: MessagingError.self) { try pair.subscribe(to: "a") }
    #expect(error?.code == .unsupported)
    error = #expect(throws: MessagingError.self) { try pair.unsubscribe(from: "a") }
    #expect(error?.code == .unsupported)
  }

  @Test func badAddressesAreNamed() throws {
    let transport = ScriptedTransport()
    var socket = try transport.socket(.pair)
    for address in ["", "test", "test:/x", "test://", "://x", "te\0st://x", "other://x"] {
      let error = #expect(throws: MessagingError.self) { try socket.bind(address) }
      #expect(error?.code == .invalidAddress)
      #expect(error?.operation == .bind)
      #expect(error?.endpoint == address)
    }
    for address in ["test://*", "tcp://127.0.0.1:*", "tcp://127.0.0.1:0"] {
      let error = #expect(throws: MessagingError.self) { try socket.connect(address) }
      #expect(error?.code == .invalidAddress)
      #expect(error?.operation == .connect)
    }
    #expect(socket.endpoint == nil)
  }

  private static func text(_ message: consuming Message<ScriptedTransport>?) -> String? {
    guard let message else { return nil }
    return String(message)
  }
}

extension Socket {
  /// How sending the message failed; `nil` when it did not.
  mutating func failureToSend(_ message: consuming Message<T>) -> MessagingError? {
    do {
      try send(message, deadline: .after(.zero))
      return nil
    } catch {
      return error
    }
  }
}
