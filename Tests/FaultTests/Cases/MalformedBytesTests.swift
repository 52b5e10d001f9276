import Messaging
import TestSupport
import Testing

#if Nanomsg
  import NanomsgTransport
#endif
#if ZeroMQ
  import ZeroMQTransport
#endif

extension Faults {
  /// Peers that do not keep to the protocol, each against a process of its own.
  @Suite struct MalformedBytesTests {
    @Test(arguments: Subject.overTCP.indices, Malformation.allCases)
    func theHonestAreServed(_ index: Int, _ malformation: Malformation) async {
      await #expect(processExitsWith: .success) { [index, malformation] in
        tellingFailure {
          let subject = Subject.overTCP[index]
          try MalformedBytesTests.besiege(subject.make(), at: subject.address, with: malformation)
        }
      }
    }

    private static func besiege<T: ExposedTransport>(
      _ transport: T, at address: String, with malformation: Malformation
    ) throws {
      let besieged = try Besieged(on: transport, at: address)
      for bytes in malformation.bytes(for: T.self) {
        let peer = try RawPeer(besieged.endpoint)
        peer.send(bytes)
        if malformation.isAlwaysNoticed { try check(peer.isHungUp, "\(bytes.prefix(80))") }
        try besieged.expectService()
      }
      try besieged.relieve()
    }

    /// Other subscribers get their letters while one sends what it should not.
    @Test(arguments: Subject.overTCP.indices.filter { !Subject.overTCP[$0].publishersDieOfData })
    func aSubscriberMaySpeak(_ index: Int) async {
      await #expect(processExitsWith: .success) { [index] in
        tellingFailure {
          let subject = Subject.overTCP[index]
          try speak(to: subject.make(), at: subject.address)
        }
      }
    }
  }

  /// What the library itself cannot do, and no check before it prevents. When one of these ends well, the library was mended
  /// and the warnings of it can go.
  @Suite struct UpstreamAbortTests {
    /// `xpub.c:134`, nanomsg 1.1.5: `nn_assert (0)` on anything that a subscriber sends.
    @Test(arguments: Subject.overTCP.indices.filter { Subject.overTCP[$0].publishersDieOfData })
    func aSubscriberEndsAPublisher(_ index: Int) async {
      await withKnownIssue("nanomsg, src/protocols/pubsub/xpub.c:134: a subscriber's message is SIGABRT") {
        await #expect(processExitsWith: .success) { [index] in
          tellingFailure {
            let subject = Subject.overTCP[index]
            try speak(to: subject.make(), at: subject.address)
          }
        }
      }
    }

    #if Nanomsg
      /// `chunkref.c:55`, nanomsg 1.1.5: without a limit, a length that there is no memory for. Sockets of this package always
      /// have one.
      @Test func aHugeLengthEndsAProcessWithoutALimit() async {
        await withKnownIssue("nanomsg, src/utils/chunkref.c:55: with NN_RCVMAXSIZE = -1 a length is SIGABRT")
        {
          await #expect(processExitsWith: .success) {
            tellingFailure { try UnlimitedSocket.receiveHugeLength() }
          }
        }
      }

      /// `nn_req_in` in `req.c`, nanomsg 1.1.5: what comes after a reply takes its place, and is freed there.
      @Test func whatFollowsAReplyEndsARequester() async {
        await withKnownIssue("nanomsg, src/protocols/reqrep/req.c: receiving a reply is SIGABRT") {
          await #expect(processExitsWith: .success) {
            tellingFailure { try replyAndGoOn() }
          }
        }
      }
    #endif

    #if ZeroMQ
      /// `timer_event` in `stream_engine_base.cpp`, libzmq 4.3.4: a heartbeat is sent although the connection is known to be broken.
      @Test func leavingAFullQueueEndsAProcessWithHeartbeats() async {
        await withKnownIssue(
          "libzmq, src/stream_engine_base.cpp:331: a heartbeat that comes too late is SIGABRT"
        ) {
          await #expect(processExitsWith: .success) {
            tellingFailure { try leaveAFullQueue(heartbeatInterval: .milliseconds(100)) }
          }
        }
      }

      /// There are no heartbeats unless they are asked for.
      @Test func leavingAFullQueueIsNoHarm() async {
        await #expect(processExitsWith: .success) {
          tellingFailure { try leaveAFullQueue(heartbeatInterval: nil) }
        }
      }
    #endif
  }
}

/// Has a raw subscriber send data to a publisher, whose letters another subscriber receives meanwhile.
private func speak<T: ExposedTransport>(to transport: T, at address: String) throws {
  var publisher = try transport.socket(.publish)
  let endpoint = try publisher.bind(address)
  var subscriber = try transport.socket(.subscribe)
  try subscriber.connect(endpoint)
  let traffic = try Traffic(from: publisher, to: subscriber, window: 1)
  for size in [0, 1, 2, 1_000, 100_000] {
    let peer = try RawPeer(endpoint)
    peer.send(T.greeting(of: .subscribe) + T.frameHead(of: UInt64(size)) + [UInt8](repeating: 0, count: size))
    peer.send(T.frameHead(of: UInt64(size)) + [UInt8](repeating: 255, count: size))
    try traffic.await(50)
  }
  let account = try traffic.finish()[0]
  try check(account?.missing == [])
}

#if Nanomsg
  /// Has a raw replier answer a request, and answer one that was not made before the first answer is received.
  private func replyAndGoOn() throws {
    let listener = try RawListener()
    var requester = try Nanomsg().socket(.request)
    try requester.connect(listener.endpoint)
    try requester.send("request", deadline: soon)
    guard let peer = listener.accept(within: 30_000) else { throw Fault("no requester came") }
    let greeting = Nanomsg.greeting(of: .reply)
    peer.send(greeting)
    _ = try peer.read(greeting.count)
    let request = try peer.read(8 + 4 + "request".utf8.count)
    // After the length.
    let id = request[8..<12]
    let reply = [UInt8](repeating: 1, count: 100)
    for id in [[UInt8](id), id.map { ~$0 | 0x80 }] {
      peer.send(Nanomsg.frameHead(of: UInt64(id.count + reply.count)) + id + reply)
    }
    peer.finish()
    try check(peer.isHungUp)
    let received = try requester.receive(deadline: soon)
    try check(received.withUnsafeBytes { [UInt8]($0) } == reply)
  }
#endif

#if ZeroMQ
  /// Has a raw sender fill a queue and hang up, and looks at what there is a while later.
  private func leaveAFullQueue(heartbeatInterval: Duration?) throws {
    var options = SocketOptions()
    options.receiveQueue = QueueLimit(messages: 1)
    var pull = try ZeroMQ().socket(.pull, options: options)
    try pull.set(.heartbeatInterval, to: heartbeatInterval)
    try pull.set(.heartbeatTimeout, to: .seconds(60))
    let peer = try RawPeer(try pull.bind("ipc://*"))
    peer.send(ZeroMQ.greeting(of: .push))
    // The library takes no message before it has greeted too.
    peer.hearAnswer()
    let letter = [UInt8](repeating: 1, count: 1_000)
    let frame = ZeroMQ.frameHead(of: UInt64(letter.count)) + letter
    // Until nothing is taken for a while.
    var rest = frame[...]
    var pauses = 0
    while pauses < 20 {
      switch peer.offer(rest) {
      case .taken(let count):
        rest.removeFirst(count)
        if rest.isEmpty { rest = frame[...] }
        pauses = 0
      case .full:
        pauses += 1
        Faults.go(on: .milliseconds(10))
      case .ended: throw Fault("the connection ended")
      }
    }
    peer.hangUp()
    Faults.go(on: .seconds(1))
    let received = try pull.receive(deadline: soon)
    try check(received.withUnsafeBytes { [UInt8]($0) } == letter)
  }
#endif
