import InProcessTransport
import Messaging
import MessagingAsync
import TestSupport
import Testing

/// Every pattern, over every address family of every transport.
@Suite(.timeLimit(.minutes(5))) struct TransferTests {
  @Test(arguments: TestedTransport.all)
  func aPipelineKeepsEveryMessageInOrder(_ tested: TestedTransport) async throws {
    try await tested.run(Pipeline())
  }

  /// More than queues hold, so that either side waits for the other.
  private struct Pipeline: Check {
    func run<T: DescriptorSignalingTransport>(_ place: Place<T>) async throws {
      let link = try place.link(.pull, .push, options: .shortQueues)
      let sizes = [0, 1, 33, 34, 1_000, 100_000]
      func payload(_ number: Int) -> [UInt8] {
        [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: sizes[number % sizes.count])
      }
      let count = 600
      async let sending: Void = {
        for number in 0..<count {
          let message = try Message<T>(payload(number))
          try await link.connected.value.send(message, deadline: soon)
        }
      }()
      for number in 0..<count {
        let message = try await link.bound.value.receive(deadline: soon)
        #expect([UInt8](message) == payload(number), "message \(number)")
      }
      try await sending
    }
  }

  @Test(arguments: TestedTransport.all)
  func poolsKeepWhatIsReceived(_ tested: TestedTransport) async throws {
    try await tested.run(Keeping())
  }

  /// Every other message waits for its turn, the rest is there already.
  private struct Keeping: Check {
    func run<T: DescriptorSignalingTransport>(_ place: Place<T>) async throws {
      let link = try place.link(.pull, .push)
      var pool = try Pool(place.transport)
      let shared = try SharedPool(place.transport)
      async let sending: Void = {
        for number in 0..<100 { try await link.connected.value.send("message \(number)", deadline: soon) }
      }()
      var kept: [String] = []
      for _ in 0..<50 {
        let own = try await link.bound.value.receive(into: &pool, deadline: soon)
        let common = try await link.bound.value.receive(into: shared, deadline: soon)
        #expect(pool.statistics.outstanding == 1)
        #expect(shared.statistics.outstanding == 1)
        kept += [String(own), String(common)]
      }
      try await sending
      #expect(kept == (0..<100).map { "message \($0)" })
      #expect(pool.statistics.outstanding == 0)
      await #expect(throws: MessagingError.self) {
        _ = try await link.bound.value.receive(into: &pool, deadline: .after(.milliseconds(1)))
      }
      #expect(pool.statistics.outstanding == 0)
    }
  }

  @Test(arguments: TestedTransport.all)
  func pairsTalkBothWays(_ tested: TestedTransport) async throws {
    try await tested.run(Alternation(bound: .pair, connected: .pair))
  }

  @Test(arguments: TestedTransport.all)
  func requestsAreReplied(_ tested: TestedTransport) async throws {
    try await tested.run(Alternation(bound: .reply, connected: .request))
  }

  /// Each message finds a receiver that waits.
  private struct Alternation: Check {
    let bound: CommonPattern
    let connected: CommonPattern

    func run<T: DescriptorSignalingTransport>(_ place: Place<T>) async throws {
      let link = try place.link(bound.of(T.self), connected.of(T.self))
      let rounds = 200
      async let replying: Void = {
        var message = Message<T>()
        for _ in 0..<rounds {
          try await link.bound.value.receive(reusing: &message, deadline: soon)
          try await link.bound.value.send(String(message) + "!", deadline: soon)
        }
      }()
      for round in 0..<rounds {
        try await link.connected.value.send([UInt8]("question \(round)".utf8), deadline: soon)
        let reply = try await link.connected.value.receive(deadline: soon)
        #expect(String(reply) == "question \(round)!")
      }
      try await replying
    }
  }

  @Test(arguments: TestedTransport.all)
  func subscribersGetWhatIsPublished(_ tested: TestedTransport) async throws {
    try await tested.run(Publication())
  }

  private struct Publication: Check {
    func run<T: DescriptorSignalingTransport>(_ place: Place<T>) async throws {
      let link = try place.link(.publish, .subscribe)
      let hasArrived = Flag()
      // What is published before the subscriber is connected is lost.
      async let publishing: Void = {
        while !hasArrived.isSet {
          try await link.bound.value.send("news", deadline: soon)
          try await Task.sleep(for: .milliseconds(1))
        }
      }()
      for _ in 0..<10 {
        let news = try await link.connected.value.receive(deadline: soon)
        #expect(String(news) == "news")
      }
      hasArrived.set()
      try await publishing
    }
  }

  @Test(arguments: TestedTransport.all)
  func whatAPatternCannotDoIsAnError(_ tested: TestedTransport) async throws {
    try await tested.run(WrongWay())
  }

  private struct WrongWay: Check {
    func run<T: DescriptorSignalingTransport>(_ place: Place<T>) async throws {
      let link = try place.link(.pull, .push)
      var error = await #expect(throws: MessagingError.self) { try await link.bound.value.send("back") }
      #expect(error?.code == .unsupported && error?.operation == .send)
      error = await #expect(throws: MessagingError.self) {
        _ = try await link.connected.value.receive().count
      }
      #expect(error?.code == .unsupported && error?.operation == .receive)

      let requests = try place.link(.reply, .request)
      error = await #expect(throws: MessagingError.self) {
        try await requests.bound.value.send("a reply to nobody")
      }
      #expect(error?.code == .invalidState)
    }
  }

  @Test(arguments: TestedTransport.all)
  func aSocketIsGivenBack(_ tested: TestedTransport) async throws {
    try await tested.run(GivingBack())
  }

  /// Also after a wait that was given up, which leaves nothing behind.
  private struct GivingBack: Check {
    func run<T: DescriptorSignalingTransport>(_ place: Place<T>) async throws {
      var pull = try AsyncSocket(place.transport.socket(.pull))
      let endpoint = try pull.withSocket { try $0.bind(place.address) }
      #expect(pull.endpoint == endpoint && pull.pattern == .pull)
      let error = await #expect(throws: MessagingError.self) {
        _ = try await pull.receive(deadline: .after(.milliseconds(10))).count
      }
      #expect(error?.code == .timedOut && error?.endpoint == endpoint)

      var blocking = pull.takeSocket()
      var push = try AsyncSocket(place.transport.socket(.push))
      try push.withSocket { try $0.connect(endpoint) }
      try await push.send("one", deadline: soon)
      #expect(try blocking.waitToReceive(deadline: soon))
      pull = try AsyncSocket(blocking)
      #expect(String(try await pull.receive(deadline: soon)) == "one")
    }
  }
}
