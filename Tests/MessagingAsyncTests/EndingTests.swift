import InProcessTransport
import Messaging
import MessagingAsync
import TestSupport
import Testing

/// Deadlines, shutting down, closing and scopes.
@Suite(.timeLimit(.minutes(5))) struct EndingTests {
  @Test(arguments: TestedTransport.all)
  func deadlinesAreKept(_ tested: TestedTransport) async throws {
    try await tested.run(Deadlines())
  }

  private struct Deadlines: Check {
    func run<T: DescriptorSignalingTransport>(_ place: Place<T>) async throws {
      let link = try place.link(.pull, .push)
      for pause in [Duration.zero, .milliseconds(1), .milliseconds(60)] {
        let start = ContinuousClock.now
        let error = await #expect(throws: MessagingError.self) {
          _ = try await link.bound.value.receive(deadline: .after(pause)).count
        }
        #expect(error?.code == .timedOut && error?.operation == .receive)
        #expect(ContinuousClock.now - start >= pause)
      }
      // A later deadline does not keep an earlier one from passing.
      let other = Box(try AsyncSocket(place.transport.socket(.pull)))
      let patient = Task { try await other.value.receive(deadline: soon).count }
      let error = await #expect(throws: MessagingError.self) {
        _ = try await link.bound.value.receive(deadline: .after(.milliseconds(20))).count
      }
      #expect(error?.code == .timedOut)
      patient.cancel()
      #expect(await (try? patient.value) == nil)
      // What is there is received although the deadline passed.
      try await link.connected.value.send("late", deadline: soon)
      while true {
        guard let message = try? await link.bound.value.receive(deadline: .after(.zero)) else { continue }
        #expect(String(message) == "late")
        break
      }
    }
  }

  @Test(arguments: TestedTransport.all)
  func shuttingDownEndsEveryWait(_ tested: TestedTransport) async throws {
    try await tested.run(Shutdown())
  }

  private struct Shutdown: Check {
    func run<T: DescriptorSignalingTransport>(_ place: Place<T>) async throws {
      let link = try place.link(.pull, .push)
      let lonely = Box(try AsyncSocket(place.transport.socket(.push)))
      let shared = SharedSender(try AsyncSocket(place.transport.socket(.push)))
      let received = Counter()
      async let loop: Void = link.bound.value.forEachMessage { _ in received.increment() }
      async let sending: Void = lonely.value.send("to nobody")
      async let sharing: Void = shared.send("to nobody")
      try await link.connected.value.send("one", deadline: soon)
      while received.value == 0 { await Task.yield() }
      place.transport.shutdown()
      // The end of all messages is a loop's end, and an error for a single transfer.
      try await loop
      do {
        try await sending
        Issue.record("a message was sent to nobody")
      } catch { #expect((error as? MessagingError)?.code == .closed) }
      do {
        try await sharing
        Issue.record("a message was sent to nobody")
      } catch { #expect((error as? MessagingError)?.code == .closed) }
    }
  }

  @Test(arguments: TestedTransport.all)
  func closingFreesTheAddress(_ tested: TestedTransport) async throws {
    try await tested.run(Closing())
  }

  private struct Closing: Check {
    func run<T: DescriptorSignalingTransport>(_ place: Place<T>) async throws {
      var first = try AsyncSocket(place.transport.socket(.pull))
      let endpoint = try first.withSocket { try $0.bind(place.address) }
      await first.close()
      do {
        // Dropped: closes in the background.
        var second = try AsyncSocket(place.transport.socket(.pull))
        let isBound = eventually {
          (try? second.withSocket { try $0.bind(endpoint) }) != nil
        }
        #expect(isBound)
      }
      var third = try AsyncSocket(place.transport.socket(.pull))
      let isBound = eventually {
        (try? third.withSocket { try $0.bind(endpoint) }) != nil
      }
      #expect(isBound)
    }
  }

  /// nanomsg drops what an `inproc` sender left, whoever closes it.
  @Test(arguments: TestedTransport.all.filter { $0.description != "nanomsg at inproc://*" })
  func closingDeliversWhatWasSent(_ tested: TestedTransport) async throws {
    try await tested.run(Lingering())
  }

  private struct Lingering: Check {
    func run<T: DescriptorSignalingTransport>(_ place: Place<T>) async throws {
      let link = try place.link(.pull, .push)
      var push = try AsyncSocket(place.transport.socket(.push))
      let endpoint = link.bound.value.endpoint!
      try push.withSocket { try $0.connect(endpoint) }
      for number in 0..<100 { try await push.send("\(number)", deadline: soon) }
      let box = Box(Optional(push))
      async let closing: Void = { await box.value.take()?.close() }()
      for number in 0..<100 {
        #expect(String(try await link.bound.value.receive(deadline: soon)) == "\(number)")
      }
      await closing
    }
  }

  @Test(arguments: TestedTransport.all)
  func scopesCloseWhatTheyOpen(_ tested: TestedTransport) async throws {
    try await tested.run(Scopes())
  }

  private struct Scopes: Check {
    struct Interruption: Error {}

    func run<T: DescriptorSignalingTransport>(_ place: Place<T>) async throws {
      let endpoint = try await place.transport.withSocket(.pull) { pull in
        let endpoint = try pull.withSocket { try $0.bind(place.address) }
        try await place.transport.withSocket(.push) { push in
          try push.withSocket { try $0.connect(endpoint) }
          try await push.send("from inside", deadline: soon)
          #expect(String(try await pull.receive(deadline: soon)) == "from inside")
        }
        return endpoint
      }
      for _ in 0..<2 {
        await #expect(throws: Interruption.self) {
          try await place.transport.withSocket(.pull) { pull in
            let isBound = eventually {
              (try? pull.withSocket { try $0.bind(endpoint) }) != nil
            }
            #expect(isBound)
            throw Interruption()
          }
        }
      }
    }
  }

  @Test(arguments: TestedTransport.all)
  func sequencesGiveCopies(_ tested: TestedTransport) async throws {
    try await tested.run(Sequences())
  }

  private struct Sequences: Check {
    func run<T: DescriptorSignalingTransport>(_ place: Place<T>) async throws {
      let link = try place.link(.pair, .pair)
      let other = link.connected
      for number: UInt8 in 0..<20 { try await other.value.send([number, 1], deadline: soon) }
      var pair = try AsyncSocket(place.transport.socket(.pair))
      swap(&pair, &link.bound.value)
      let messages = pair.messages()
      var received: [[UInt8]] = []
      for try await bytes in messages {
        received.append(bytes)
        if received.count == 10 { break }
      }
      for try await bytes in messages {
        received.append(bytes)
        if received.count == 20 { break }
      }
      #expect(received == (0..<20).map { [$0, 1] })
      var socket = messages.takeSocket()!
      try await socket.send("back", deadline: soon)
      #expect(String(try await other.value.receive(deadline: soon)) == "back")
      for try await bytes in messages { Issue.record("a sequence without a socket has \(bytes)") }

      try await other.value.send("last", deadline: soon)
      for try await bytes in socket.messages() {
        #expect(bytes == [UInt8]("last".utf8))
        place.transport.shutdown()
      }
    }
  }
}
