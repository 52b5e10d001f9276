#if Metrics
  import InProcessTransport
  import Messaging
  import MessagingAsync
  import MessagingMetrics
  import Metrics
  import MetricsTestKit
  import TestSupport
  import Testing

  @Suite(.timeLimit(.minutes(1))) struct MetricsTests {
    private let backend = TestMetrics()
    private let reporter: MetricsReporter

    init() { reporter = MetricsReporter(factory: backend) }

    private func total(_ name: String, _ dimensions: (String, String)...) -> Int64 {
      backend.counterTotal(label: "messaging.\(name)", dimensions: dimensions)
    }

    private func gauge(_ name: String, of pool: String) throws -> Double? {
      try backend.expectMeter("messaging.pool.\(name)", [("pool", pool)]).lastValue
    }

    private func link() throws -> (Box<Socket<InProcess>>, Box<Socket<InProcess>>) {
      var ends = try Place(InProcess(), "inproc://*").open(.pull, .push)
      return (Box(ends.takeConnected()), Box(ends.takeBound()))
    }

    @Test func reportsTellWhatCameSinceTheLast() throws {
      let (push, pull) = try link()
      var sending = reporter.trafficCounter(for: "out")
      var receiving = reporter.trafficCounter(for: "in")
      for round in 1...3 {
        for size in [0, 10, 1_000] {
          try sending.send(Message<InProcess>(size: size), on: &push.value, deadline: soon)
          let message = try receiving.receive(from: &pull.value, deadline: soon)
          #expect(message.count == size)
        }
        // The backend knows nothing before a report, and all after it.
        #expect(total("messages.sent", ("socket", "out")) == Int64(3 * (round - 1)))
        reporter.report()
        #expect(total("messages.sent", ("socket", "out")) == Int64(3 * round))
        #expect(total("bytes.sent", ("socket", "out")) == Int64(1_010 * round))
        #expect(total("messages.received", ("socket", "in")) == Int64(3 * round))
        #expect(total("bytes.received", ("socket", "in")) == Int64(1_010 * round))
      }
      #expect(total("messages.received", ("socket", "out")) == 0)
      // A report of nothing new calls no counter.
      let before = try backend.expectCounter("messaging.messages.sent", [("socket", "out")]).values.count
      reporter.report()
      #expect(
        try backend.expectCounter("messaging.messages.sent", [("socket", "out")]).values.count == before)
    }

    @Test func failuresAreCountedByCode() throws {
      let (push, pull) = try link()
      var traffic = reporter.trafficCounter(for: "orders")
      for _ in 0..<2 {
        #expect(throws: MessagingError.self) {
          try traffic.receive(from: &pull.value, deadline: .after(.zero)).count
        }
      }
      #expect(throws: MessagingError.self) {
        try traffic.send(Message<InProcess>("x"), on: &pull.value, deadline: soon)
      }
      let isReclaimed = pull.value.reclaim() != nil
      #expect(isReclaimed)
      #expect(total("failures", ("socket", "orders"), ("code", "timedOut")) == 2)
      #expect(total("failures", ("socket", "orders"), ("code", "unsupported")) == 1)
      reporter.report()
      #expect(total("messages.sent", ("socket", "orders")) == 0)
      #expect(total("messages.received", ("socket", "orders")) == 0)
      _ = push
    }

    @Test func asyncSocketsAreCountedToo() async throws {
      var ends = try Place(InProcess(), "inproc://*").open(.pull, .push)
      var receiver = try AsyncSocket(ends.takeBound())
      var sender = try AsyncSocket(ends.takeConnected())
      var traffic = reporter.trafficCounter(for: "both")
      try await traffic.send(Message<InProcess>("four"), on: &sender, deadline: soon)
      let message = try await traffic.receive(from: &receiver, deadline: soon)
      #expect(String(message) == "four")
      let error = await #expect(throws: MessagingError.self) {
        try await traffic.receive(from: &receiver, deadline: .after(.zero)).count
      }
      #expect(error?.code == .timedOut)
      reporter.report()
      #expect(
        total("bytes.sent", ("socket", "both")) == 4 && total("bytes.received", ("socket", "both")) == 4)
      #expect(total("failures", ("socket", "both"), ("code", "timedOut")) == 1)
      await sender.close()
      await receiver.close()
    }

    /// A counter that is gone was counted to its end, and is not asked again.
    @Test func nothingOfADroppedCounterIsLost() {
      do {
        var traffic = reporter.trafficCounter(for: "short")
        traffic.countSent(bytes: 7)
      }
      reporter.report()
      reporter.report()
      #expect(
        total("messages.sent", ("socket", "short")) == 1 && total("bytes.sent", ("socket", "short")) == 7)
    }

    /// Reports from other threads miss nothing and count nothing twice.
    @Test func reportsMayComeFromAnyThread() throws {
      let isDone = Flag()
      let reporting = try Worker()
      reporting.start { [reporter] in while !isDone.isSet { reporter.report() } }
      do {
        var traffic = reporter.trafficCounter(for: "busy")
        for _ in 0..<manyMessages { traffic.countReceived(bytes: 3) }
      }
      isDone.set()
      try reporting.wait()
      reporter.report()
      #expect(total("messages.received", ("socket", "busy")) == Int64(manyMessages))
      #expect(total("bytes.received", ("socket", "busy")) == Int64(3 * manyMessages))
    }

    @Test func aPoolsOwnerRecords() throws {
      var pool = try Pool(InProcess())
      var metrics = reporter.poolMetrics(for: "own")
      let message = try pool.rent(1_000)
      metrics.record(pool.statistics)
      #expect(try gauge("outstanding", of: "own") == 1 && gauge("allocated", of: "own") == 1)
      #expect(try gauge("allocated_bytes", of: "own")! >= 1_000)
      _ = consume message
      metrics.record(pool.statistics)
      #expect(try gauge("outstanding", of: "own") == 0 && gauge("free", of: "own") == 1)
      #expect(total("pool.rents", ("pool", "own")) == 1 && total("pool.misses", ("pool", "own")) == 1)
    }

    @Test func aSharedPoolIsWatchedAsLongAsItIsThere() throws {
      do {
        let pool = try SharedPool(InProcess())
        reporter.watch(pool, as: "shared")
        let message = try pool.rent(100)
        reporter.report()
        #expect(try gauge("outstanding", of: "shared") == 1)
        _ = consume message
        reporter.report()
        #expect(try gauge("outstanding", of: "shared") == 0)
      }
      let before = try backend.expectMeter("messaging.pool.outstanding", [("pool", "shared")]).values.count
      reporter.report()
      #expect(
        try backend.expectMeter("messaging.pool.outstanding", [("pool", "shared")]).values.count == before)
    }

    @Test func tasksThatWaitForRoomAreTold() async throws {
      let sender = SharedSender(try AsyncSocket(InProcess().socket(.push)))
      reporter.watch(sender, as: "log")
      func waiting() throws -> Double? {
        reporter.report()
        return try backend.expectMeter("messaging.sends.waiting", [("sender", "log")]).lastValue
      }
      #expect(try waiting() == 0)
      // There is nobody to send to.
      let sends = (0..<3).map { _ in Task { try await sender.send("message") } }
      while try waiting() != 3 { await Task.yield() }
      for send in sends { send.cancel() }
      for send in sends { await #expect(throws: MessagingError.self) { try await send.value } }
      #expect(try waiting() == 0)
      await sender.close()
    }

    @Test func aForwarderIsWatched() {
      let control = ForwardingControl(wake: {})
      reporter.watch(control, as: "relay")
      var passed = ForwardingStatistics()
      passed.messagesFromFront = 2
      passed.bytesFromFront = 30
      passed.messagesTooLarge = 1
      for round in 1...2 {
        control.count(passed)
        reporter.report()
        let front = [("forwarder", "relay"), ("from", "front")]
        #expect(
          backend.counterTotal(label: "messaging.forwarded.messages", dimensions: front) == Int64(2 * round))
        #expect(
          backend.counterTotal(label: "messaging.forwarded.bytes", dimensions: front) == Int64(30 * round))
        #expect(total("forwarded.dropped", ("forwarder", "relay")) == Int64(round))
      }
    }

    @Test func aReporterThatIsCancelledReportsOnceMore() async {
      var traffic = reporter.trafficCounter(for: "last")
      let running = Task { [reporter] in await reporter.run(every: .seconds(3_600)) }
      traffic.countSent(bytes: 1)
      running.cancel()
      await running.value
      #expect(total("messages.sent", ("socket", "last")) == 1)
    }
  }
#endif
