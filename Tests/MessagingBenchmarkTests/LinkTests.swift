#if ZeroMQ
  import Messaging
  import TestSupport
  import Testing
  import ZeroMQTransport

  @testable import MessagingBenchmark
  @testable import msgbench

  @Suite(.timeLimit(.minutes(15))) struct LinkTests {
    private let transport: ZeroMQ
    private let plain: TransportRig<ZeroMQ>

    init() throws {
      let transport = try ZeroMQ()
      self.transport = transport
      plain = TransportRig(loops: Loops(), baseline: nil) { transport }
    }

    private var zeroMQ: BenchmarkedTransport {
      get throws { try #require(transports.first { $0.name == ZeroMQ.name }) }
    }

    // MARK: What travels

    @Test(arguments: ["tcp://127.0.0.1:*", "ipc://*", "inproc://*"])
    func routersNameTheirPeers(_ address: String) throws {
      var router = try transport.socket(.router)
      try router.set(.routingID, to: RoutingID("theirs"))
      var sender = try Enveloped(base: transport, firstPart: .peer).socket(.push)
      try sender.connect(try router.bind(address))
      try sender.send("copied")
      try sender.send(Message("handed over"))
      #expect(try router.receiveMultipart(deadline: soon).strings == ["r1", "copied"])
      #expect(try router.receiveMultipart(deadline: soon).strings == ["r1", "handed over"])
    }

    @Test func namesOfSendersAreTakenOff() throws {
      var receiver = try Enveloped(base: transport, firstPart: .peer).socket(.pull)
      var router = try transport.socket(.router)
      let peer = try RoutingID("any name")
      try router.connect(try receiver.bind("tcp://127.0.0.1:*"), as: peer)
      for text in ["a", "b", "c"] { try router.send(text, to: peer, deadline: soon) }
      #expect(try String(receiver.receive(deadline: soon)) == "a")
      var buffer = [UInt8](repeating: 0, count: 4)
      let size = try buffer.withUnsafeMutableBytes { try receiver.receive(into: $0, deadline: soon) }
      #expect(size.full == 1 && buffer[0] == UInt8(ascii: "b"))
      #expect(try receiver.waitToReceive(deadline: soon))
      var message = Message<Enveloped<ZeroMQ>>()
      #expect(try receiver.tryReceive(reusing: &message))
      #expect(String(message) == "c")
      #expect(try !receiver.tryReceive(reusing: &message))
    }

    @Test func messagesHaveTwoParts() throws {
      let enveloped = Enveloped(base: transport, firstPart: .head)
      var pull = try transport.socket(.pull)
      var push = try enveloped.socket(.push)
      try push.connect(try pull.bind("inproc://*"))
      try push.send("text", deadline: soon)
      #expect(try pull.receiveMultipart(deadline: soon).strings == ["\(Link.head)", "text"])
      var receiver = try enveloped.socket(.pair)
      var sender = try enveloped.socket(.pair)
      try sender.connect(try receiver.bind("inproc://*"))
      try sender.send("text", deadline: soon)
      #expect(try String(receiver.receive(deadline: soon)) == "text")
    }

    @Test func encryptedSocketsAre() throws {
      let link = BenchmarkedLink<ZeroMQ>.encryptedByCurve
      let rig = try #require(link.rig(plain) as? TransportRig<ZeroMQ>)
      for isServer in [true, false] {
        var socket = try transport.socket(.pair)
        try rig.prepare(&socket, isServer)
        #expect(try socket.securityMechanism == .curve)
      }
    }

    // MARK: What is measured

    @Test func everyLinkMovesEveryMessage() throws {
      for link in try zeroMQ.links {
        for wiring in [Wiring.pushPull, .pair] where link != .routers {
          for size in [8, 64, 65_536] {
            let arm = Arm(
              name: "", transport: try zeroMQ, front: Role(job: .receiveBuffer), back: Role(job: .sendCopy))
            let connected = try ConnectedArm(arm, over: .tcp, wiring: wiring.over(link), size: size)
            #expect(try connected.run(500).messages == 500)
          }
        }
      }
    }

    /// More messages than the queues hold, to a receiver that sleeps: what does not fit waits, and is not dropped.
    @Test(arguments: [Endpoint.tcp, .inproc])
    func routersWaitForThoseThatDoNotKeepUp(endpoint: Endpoint) throws {
      let arm = Arm(
        name: "", transport: try zeroMQ, front: Role(job: .receiveNapping), back: Role(job: .sendPooled))
      let connected = try ConnectedArm(arm, over: endpoint, wiring: .routerRouter, size: 4_096)
      #expect(try connected.run(10_000).messages == 10_000)
    }

    @Test func openLoopsGoOverRouters() throws {
      let arm = Arm(
        name: "", transport: try zeroMQ, front: Role(job: .receiveOnSchedule),
        back: Role(job: .sendOnSchedule))
      let connected = try ConnectedArm(arm, over: .tcp, wiring: .routerRouter, size: 64, rate: 10_000)
      #expect(try connected.run(200).messages == 200)
      #expect(connected.durations.count == 200)
    }

    @Test(arguments: [Job.receiveBuffer, .receiveMessage, .receivePooled, .receiveAndCopy])
    func routersFindWhatIsWrong(job: Job) throws {
      func ends(sending: Int = 64) throws -> (receiver: any End, sender: any End) {
        let ends = try zeroMQ.rig.open(
          front: Role(job: job), back: Role(job: .sendCopy), wiring: .routerRouter, sizes: (64, sending),
          address: Endpoint.inproc.address())
        return (ends.front, try #require(ends.back))
      }
      let (receiver, sender) = try ends()
      try sender.move(0..<1)
      try sender.move(2..<3)
      #expect(throws: DeliveryError.wrongNumber(expected: 1, found: 2)) { try receiver.move(0..<2) }
      let (narrow, wide) = try ends(sending: 65)
      try wide.move(0..<1)
      #expect(throws: DeliveryError.wrongSize(number: 0, expected: 64, found: 65)) {
        try narrow.move(0..<1)
      }
      let address = Endpoint.inproc.address()
      let pair = try zeroMQ.rig.open(
        front: Role(job: job), back: Role(job: .sendCopy), wiring: .routerRouter, sizes: (64, 65),
        address: address)
      #expect(throws: DeliveryError.self) { try ConnectedArm(pair, at: address).run(1_000_000) }
    }

    private func report(
      _ experiments: [Experiment], judging claims: [Claim] = [], wiring: Wiring = .routerRouter,
      endpoints: [Endpoint] = [.inproc], sizes: [Int] = [64]
    ) throws -> Report {
      let session = try Session(
        experiments: experiments, judging: claims,
        scope: Scope(transports: [zeroMQ], endpoints: endpoints, sizes: sizes, wiring: wiring),
        settings: Settings(launches: 5, rounds: 3, budget: .seconds(2)), launcher: BuiltCommand.launcher())
      session.run { _ in }
      #expect(session.report.failures.map(\.reason) == [])
      #expect(try JSONSchema.problems(with: session.report) == [])
      return session.report
    }

    /// The claims are about routers, as they were found.
    @Test func claimsAreJudgedOverRouters() throws {
      let report = try report(Claim.all.experiments, judging: Claim.all)
      for claim in Claim.all {
        let found = report.findings.filter { $0.id == claim.id }
        let expected = claim.wiring?.name ?? Wiring.routerRouter.name
        #expect(!found.isEmpty && found.allSatisfy { $0.pattern == expected }, "\(claim.id)")
      }
      #expect(report.explanations.allSatisfy { $0.pattern == "router-router" && !$0.stages.isEmpty })
      #expect(report.table().contains("zmq inproc router-router"))
    }

    @Test func whatHasNoRoutersSaysSo() throws {
      let report = try report([.bindingOverhead, .latency, .throughput])
      #expect(Set(report.results.map(\.pattern)) == ["pair", "router-router"])
      #expect(report.notes.contains { $0.hasPrefix("binding-overhead is not applicable to router-router") })
      #expect(report.notes.contains { $0.hasPrefix("latency is always between pair sockets") })
    }

    @Test func throughputOfOneTransportHasItsLinks() throws {
      let report = try report([.throughput], wiring: .pushPull, endpoints: [.tcp, .inproc], sizes: [8, 64])
      func arms(_ endpoint: Endpoint, _ size: Int) -> [String] {
        let result = report.results.first { $0.endpoint == endpoint.scheme && $0.size == size }
        return (result?.arms.map(\.name) ?? []).filter { !$0.contains("+") }
      }
      let encrypted = ZeroMQ.has(.curve) ? ["encrypted"] : []
      #expect(arms(.tcp, 64) == ["two parts"] + encrypted)
      #expect(arms(.inproc, 64) == ["two parts"])
      #expect(arms(.tcp, 8) == encrypted)
      #expect(report.notes.contains { $0.contains("take 16 B or more, not 8 B") })
    }
  }
#endif
