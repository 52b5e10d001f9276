#if ServiceLifecycle
  import InProcessTransport
  import Messaging
  import MessagingAsync
  import MessagingServiceLifecycle
  import ServiceLifecycle
  import ServiceLifecycleTestKit
  import TestSupport
  import Testing

  @Suite(.timeLimit(.minutes(1))) struct ReceivingServiceTests {
    /// A service that counts messages, and the socket that sends to it.
    private struct Setup<T: DescriptorSignalingTransport> {
      let service: ReceivingService<T>
      let push: Box<AsyncSocket<T>>
      let handled = Counter()

      init(
        _ place: Place<T>,
        handling body: @escaping @Sendable (consuming Message<T>) async throws -> Void = { _ in }
      ) throws {
        var ends = try place.open(.pull, .push)
        push = Box(try AsyncSocket(ends.takeConnected()))
        service = ReceivingService(try AsyncSocket(ends.takeBound())) { [handled] message in
          try await body(message)
          handled.increment()
        }
      }
    }

    private var inProcess: Place<InProcess> { Place(InProcess(), "inproc://*") }

    @Test(arguments: TestedTransport.all)
    func gracefulShutdownEndsAnIdleService(_ tested: TestedTransport) async throws {
      func check<T: DescriptorSignalingTransport>(_ transport: T) async throws {
        let setup = try Setup(Place(transport, tested.address))
        try await testGracefulShutdown { trigger in
          async let running: Void = setup.service.run()
          for number in 1...50 {
            try await setup.push.value.send("message", deadline: soon)
            while setup.handled.value < number { await Task.yield() }
          }
          trigger.triggerGracefulShutdown()
          try await running
        }
        #expect(setup.handled.value == 50)
      }
      try await check(tested.make())
    }

    /// The message at hand is handled to its end, without being cancelled, and no further one is begun.
    @Test func gracefulShutdownWaitsForTheMessageAtHand() async throws {
      let isBegun = Flag()
      let mayEnd = Flag()
      let wasCancelled = Flag()
      let setup = try Setup(inProcess) { _ in
        isBegun.set()
        while !mayEnd.isSet { await Task.yield() }
        if Task.isCancelled { wasCancelled.set() }
      }
      for _ in 0..<3 { try await setup.push.value.send("message", deadline: soon) }
      try await testGracefulShutdown { trigger in
        async let running: Void = setup.service.run()
        while !isBegun.isSet { await Task.yield() }
        trigger.triggerGracefulShutdown()
        #expect(setup.handled.value == 0)
        mayEnd.set()
        try await running
      }
      #expect(setup.handled.value == 1 && !wasCancelled.isSet)
    }

    @Test(arguments: TestedTransport.all)
    func cancellationEndsIt(_ tested: TestedTransport) async throws {
      func check<T: DescriptorSignalingTransport>(_ transport: T) async throws {
        let setup = try Setup(Place(transport, tested.address))
        let running = Task { try await setup.service.run() }
        try await setup.push.value.send("message", deadline: soon)
        while setup.handled.value == 0 { await Task.yield() }
        running.cancel()
        await #expect(throws: CancellationError.self) { try await running.value }
      }
      try await check(tested.make())
    }

    @Test func aTransportThatShutsDownEndsIt() async throws {
      let place = inProcess
      let setup = try Setup(place)
      async let running: Void = setup.service.run()
      try await setup.push.value.send("message", deadline: soon)
      while setup.handled.value == 0 { await Task.yield() }
      place.transport.shutdown()
      try await running
    }

    private struct Refusal: Error {}

    @Test func whatTheHandlerThrowsEndsItAndClosesTheSocket() async throws {
      let transport = InProcess()
      var pull = try transport.socket(.pull)
      let endpoint = try pull.bind("inproc://*")
      let service = ReceivingService(try AsyncSocket(pull)) { _ in throw Refusal() }
      var push = try AsyncSocket(transport.socket(.push))
      try push.withSocket { (socket) throws(MessagingError) in try socket.connect(endpoint) }
      try await push.send("message", deadline: soon)
      await #expect(throws: Refusal.self) { try await service.run() }
      // Its address is free again.
      var next = try transport.socket(.pull)
      try next.bind(endpoint)
      await push.close()
    }

    @Test func itRunsOnce() async throws {
      let setup = try Setup(inProcess)
      try await testGracefulShutdown { trigger in
        trigger.triggerGracefulShutdown()
        try await setup.service.run()
      }
      let error = await #expect(throws: MessagingError.self) { try await setup.service.run() }
      #expect(error?.code == .invalidState)
    }

    /// As many services as there are threads for tasks, and more, wait without holding any of these.
    @Test func waitingBlocksNoThreadOfTheCommonPool() async throws {
      let setups = try (0..<20).map { _ in try Setup(inProcess) }
      try await testGracefulShutdown { trigger in
        try await withThrowingTaskGroup { group in
          for setup in setups { group.addTask { try await setup.service.run() } }
          for setup in setups {
            try await setup.push.value.send("message", deadline: soon)
            while setup.handled.value == 0 { await Task.yield() }
          }
          trigger.triggerGracefulShutdown()
          try await group.waitForAll()
        }
      }
    }
  }
#endif
