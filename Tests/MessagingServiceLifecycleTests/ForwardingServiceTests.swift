#if ServiceLifecycle
  import InProcessTransport
  import Messaging
  import MessagingAsync
  import MessagingBridge
  import MessagingServiceLifecycle
  import ServiceLifecycle
  import ServiceLifecycleTestKit
  import TestSupport
  import Testing

  #if ZeroMQ
    import ZeroMQTransport
  #endif

  @Suite(.timeLimit(.minutes(2))) struct ForwardingServiceTests {
    /// A bridge as a service, and what talks to it.
    private struct Setup<T: DescriptorSignalingTransport> {
      let service: ForwardingService
      let push: Box<AsyncSocket<T>>
      let pull: Box<AsyncSocket<T>>
      /// Where the bridge is bound.
      let address: String

      init(_ place: Place<T>) throws {
        var sources = try place.open(.pull, .push)
        var sinks = try place.open(.push, .pull)
        let front = sources.takeBound()
        address = front.endpoint!
        service = ForwardingService(try Bridge(front, sinks.takeBound()))
        push = Box(try AsyncSocket(sources.takeConnected()))
        pull = Box(try AsyncSocket(sinks.takeConnected()))
      }

      func pass(_ text: String) async throws {
        try await push.value.send(text, deadline: soon)
        #expect(String(try await pull.value.receive(deadline: soon)) == text)
      }
    }

    private var inProcess: Place<InProcess> { Place(InProcess(), "inproc://*") }

    @Test(arguments: TestedTransport.all)
    func gracefulShutdownEndsABridgeAndClosesIt(_ tested: TestedTransport) async throws {
      func check<T: DescriptorSignalingTransport>(_ transport: T) async throws {
        let setup = try Setup(Place(transport, tested.address))
        try await testGracefulShutdown { trigger in
          async let running: Void = setup.service.run()
          for number in 0..<20 { try await setup.pass("message \(number)") }
          trigger.triggerGracefulShutdown()
          try await running
        }
        #expect(setup.service.control.isFinishing && !setup.service.control.isStopped)
        var next = try transport.socket(.pull)
        let isFree = eventually { (try? next.bind(setup.address)) != nil }
        #expect(isFree)
      }
      try await check(tested.make())
    }

    /// A bridge that runs and has received a message, which nobody takes yet.
    private struct Holding {
      let transport = InProcess()
      let service: ForwardingService
      private let push: Box<AsyncSocket<InProcess>>
      /// Where to take the message.
      private let answering: String

      init() throws {
        var options = SocketOptions()
        options.sendQueue = QueueLimit(messages: 1)
        options.receiveQueue = options.sendQueue
        var front = try transport.socket(.pull, options: options)
        let asking = try front.bind("inproc://*")
        var back = try transport.socket(.push)
        answering = try back.bind("inproc://*")
        service = ForwardingService(try Bridge(front, back))
        var push = try transport.socket(.push, options: options)
        try push.connect(asking)
        #expect(try push.trySend("first"))
        self.push = Box(try AsyncSocket(push))
      }

      /// There is room for another message when the bridge has received the first one.
      func waitUntilItHolds() async throws { try await push.value.send("second", deadline: soon) }

      func puller() throws -> Box<AsyncSocket<InProcess>> {
        var pull = try transport.socket(.pull)
        try pull.connect(answering)
        return Box(try AsyncSocket(pull))
      }
    }

    @Test func gracefulShutdownSendsWhatABridgeHasReceived() async throws {
      let holding = try Holding()
      try await testGracefulShutdown { trigger in
        async let running: Void = holding.service.run()
        try await holding.waitUntilItHolds()
        trigger.triggerGracefulShutdown()
        let pull = try holding.puller()
        #expect(String(try await pull.value.receive(deadline: soon)) == "first")
        try await running
        // It received no more.
        #expect(holding.service.control.statistics.messagesFromFront == 1)
      }
    }

    @Test func cancellationEndsAGracefulShutdownThatWaits() async throws {
      let holding = try Holding()
      try await testGracefulShutdown { trigger in
        let running = Task { try await holding.service.run() }
        try await holding.waitUntilItHolds()
        trigger.triggerGracefulShutdown()
        running.cancel()
        await #expect(throws: CancellationError.self) { try await running.value }
        #expect(holding.service.control.statistics.messagesFromFront == 0)
      }
    }

    @Test func cancellationEndsABridge() async throws {
      let setup = try Setup(inProcess)
      let running = Task { try await setup.service.run() }
      try await setup.pass("message")
      running.cancel()
      await #expect(throws: CancellationError.self) { try await running.value }
    }

    @Test func oneThatIsCancelledBeforeItRunsEndsAtOnce() async throws {
      let setup = try Setup(inProcess)
      let running = Task {
        while !Task.isCancelled { await Task.yield() }
        try await setup.service.run()
      }
      running.cancel()
      await #expect(throws: CancellationError.self) { try await running.value }
    }

    @Test func itsControlEndsIt() async throws {
      let setup = try Setup(inProcess)
      async let running: Void = setup.service.run()
      try await setup.pass("message")
      setup.service.control.stop()
      try await running
    }

    @Test func aTransportThatShutsDownIsAnError() async throws {
      let place = inProcess
      let setup = try Setup(place)
      let running = Task { try await setup.service.run() }
      try await setup.pass("message")
      place.transport.shutdown()
      let error = await #expect(throws: MessagingError.self) { try await running.value }
      #expect(error?.code == .closed)
    }

    @Test func itRunsOnce() async throws {
      let setup = try Setup(inProcess)
      setup.service.control.stop()
      try await setup.service.run()
      let error = await #expect(throws: MessagingError.self) { try await setup.service.run() }
      #expect(error?.code == .invalidState)
    }

    #if ZeroMQ
      @Test func aProxyIsAServiceToo() async throws {
        let transport = try ZeroMQ()
        let patterns = ZeroMQ.forwardingPatterns(for: .requests)
        var front = try transport.socket(patterns.front)
        let asking = try front.bind("inproc://*")
        var back = try transport.socket(patterns.back)
        let answering = try back.bind("inproc://*")
        let service = ForwardingService(try ZeroMQ.forwarder(front, back))
        var request = try AsyncSocket(transport.socket(.request))
        try request.withSocket { (socket) throws(MessagingError) in try socket.connect(asking) }
        var reply = try AsyncSocket(transport.socket(.reply))
        try reply.withSocket { (socket) throws(MessagingError) in try socket.connect(answering) }
        let trigger = Flag()
        let running = Task {
          try await testGracefulShutdown { shutdown in
            async let end: Void = service.run()
            while !trigger.isSet { await Task.yield() }
            shutdown.triggerGracefulShutdown()
            try await end
          }
        }
        try await request.send("question", deadline: soon)
        #expect(String(try await reply.receive(deadline: soon)) == "question")
        try await reply.send("answer", deadline: soon)
        #expect(String(try await request.receive(deadline: soon)) == "answer")
        trigger.set()
        try await running.value
        await request.close()
        await reply.close()
      }
    #endif
  }
#endif
