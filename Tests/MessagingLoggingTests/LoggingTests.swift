#if Logging
  import InMemoryLogging
  import InProcessTransport
  import Logging
  import Messaging
  import MessagingAsync
  import MessagingLogging
  import TestSupport
  import Testing

  #if ZeroMQ
    import ZeroMQTransport
  #endif

  @Suite(.timeLimit(.minutes(1))) struct LoggingTests {
    private let handler = InMemoryLogHandler()

    private func logger(_ level: Logger.Level) -> Logger {
      var logger = Logger(label: "test") { [handler] _ in handler }
      logger.logLevel = level
      return logger
    }

    @Test func openingAndClosingAreTold() async throws {
      let transport = InProcess()
      let logger = logger(.debug)
      var pull = try transport.socket(.pull, logger: logger)
      let endpoint = try pull.bind("inproc://*", logger: logger)
      var push = try transport.socket(.push, logger: logger)
      try push.connect(endpoint, logger: logger)
      push.close(logger: logger)
      await (try AsyncSocket(pull)).close(logger: logger)
      #expect(
        handler.entries.map(\.message) == [
          "socket opened", "socket bound", "socket opened", "socket connecting", "socket closed",
          "socket closed",
        ])
      #expect(handler.entries.allSatisfy { $0.level == .debug })
      let bound = try #require(handler.entries.first { $0.message == "socket bound" })
      #expect(
        bound.metadata == [
          "messaging.transport": "\(InProcess.name)", "messaging.pattern": "pull",
          "messaging.endpoint": "\(endpoint)",
        ])
    }

    @Test func failuresAreToldAndThrownOn() throws {
      let logger = logger(.debug)
      var pull = try InProcess().socket(.pull)
      let thrown = #expect(throws: MessagingError.self) { try pull.bind("nonsense", logger: logger) }
      let error = try #require(thrown)
      let entry = try #require(handler.entries.first)
      #expect(handler.entries.count == 1 && entry.level == .debug && entry.message == "bind failed")
      #expect(entry.error as? MessagingError == error)
      #expect(
        entry.metadata == [
          "messaging.operation": "bind", "messaging.code": "invalidAddress", "messaging.endpoint": "nonsense",
          "messaging.reason": "\(error.reason)",
        ])
    }

    /// A number that a library gave is told, and 0, which none gave, is not.
    @Test func errorsHaveMetadata() throws {
      let failure = TransportFailure(.addressInUse, number: 98, "taken")
      let error = MessagingError(failure, during: .bind, of: nil)
      #expect(
        error.metadata == [
          "messaging.operation": "bind", "messaging.code": "addressInUse", "messaging.number": "98",
          "messaging.reason": "taken",
        ])
    }

    @Test func aHigherLevelIsToldNothing() throws {
      let logger = logger(.info)
      var pull = try InProcess().socket(.pull, logger: logger)
      try pull.bind("inproc://*", logger: logger)
      #expect(throws: MessagingError.self) { try pull.bind("nonsense", logger: logger) }
      pull.close(logger: logger)
      #expect(handler.entries.isEmpty)
    }

    #if ZeroMQ
      @Test func aThreadTellsOfConnectionsUntilTheSocketIsClosed() throws {
        let transport = try ZeroMQ()
        do {
          var pull = try transport.socket(.pull)
          try pull.monitor().log(to: logger(.trace))
          let endpoint = try pull.bind("tcp://127.0.0.1:*")
          var push = try transport.socket(.push)
          try push.connect(endpoint)
          try push.send("secret", deadline: soon)
          #expect(String(try pull.receive(deadline: soon)) == "secret")
          #expect(eventually { events.contains { $0.hasPrefix("handshakeSucceeded") } })
        }
        #expect(eventually { events.contains("stopped") })
        #expect(handler.entries.allSatisfy { $0.level <= .debug })
        #expect(events.contains { $0.hasPrefix("listening") } && events.contains { $0.hasPrefix("accepted") })
        #expect(!handler.entries.contains { "\($0)".contains("secret") })
      }

      @Test func nobodyListensForALoggerThatTellsNothing() throws {
        var pull = try ZeroMQ().socket(.pull)
        try pull.monitor().log(to: logger(.info))
        // The monitor is closed, so the socket may have another one.
        let next = try pull.monitor()
        next.close()
        #expect(handler.entries.isEmpty)
      }

      private var events: [String] {
        handler.entries.compactMap { $0.metadata["messaging.event"].map { "\($0)" } }
      }
    #endif
  }
#endif
