import InProcessTransport
import Messaging
import MessagingAsync
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct CancellationTests {
  @Test(arguments: TestedTransport.all)
  func aReceiverEndsAtOnce(_ tested: TestedTransport) async throws {
    try await tested.run(Promptness())
  }

  /// Other tests compete for the processors, so the fastest of some attempts counts; on a reactor of its own, since they block
  /// the threads that tasks share.
  private struct Promptness: Check {
    func run<T: DescriptorSignalingTransport>(_ place: Place<T>) async throws {
      let reactor = try Reactor()
      let link = try place.link(.pull, .push, on: reactor)
      var fastest = Duration.seconds(60)
      for attempt in 0..<10 {
        let isWaiting = Flag()
        let receiver = Task(executorPreference: reactor) {
          isWaiting.set()
          let error = await #expect(throws: MessagingError.self) {
            _ = try await link.bound.value.receive().count
          }
          #expect(error?.code == .cancelled && error?.operation == .receive)
          return ContinuousClock.now
        }
        // With and without a start before the task is cancelled.
        if attempt % 2 == 1 { while !isWaiting.isSet { await Task.yield() } }
        let start = ContinuousClock.now
        receiver.cancel()
        fastest = min(fastest, await receiver.value - start)
      }
      #expect(fastest < .milliseconds(10))
      // The socket is as before.
      try await link.connected.value.send("still there", deadline: soon)
      #expect(String(try await link.bound.value.receive(deadline: soon)) == "still there")
    }
  }

  @Test(arguments: TestedTransport.all)
  func aSenderKeepsItsMessage(_ tested: TestedTransport) async throws {
    try await tested.run(UnsentMessage())
  }

  private struct UnsentMessage: Check {
    func run<T: DescriptorSignalingTransport>(_ place: Place<T>) async throws {
      // Nobody is there to send to.
      let push = Box(try AsyncSocket(place.transport.socket(.push)))
      let sender = Task {
        let error = await #expect(throws: MessagingError.self) {
          try await push.value.send(Message<T>("kept"))
        }
        #expect(error?.code == .cancelled && error?.operation == .send)
      }
      sender.cancel()
      await sender.value
      let message = Kept(push.value.reclaim()!)
      #expect(String(message.message) == "kept")
      let isReclaimed = push.value.reclaim() == nil
      #expect(isReclaimed)
    }
  }

  @Test(arguments: TestedTransport.all)
  func aBusyLoopEndsToo(_ tested: TestedTransport) async throws {
    try await tested.run(BusyLoop())
  }

  /// A loop that always finds a message ends, and every message was received by it or is there for the next one.
  private struct BusyLoop: Check {
    func run<T: DescriptorSignalingTransport>(_ place: Place<T>) async throws {
      let link = try place.link(.pull, .push)
      let count = 5_000
      async let sending: Void = {
        for number in 0..<count { try await link.connected.value.send("\(number)", deadline: soon) }
      }()
      let received = Counter()
      while received.value < count {
        let goal = received.value + 500
        let loop = Task {
          try await link.bound.value.forEachMessage { message in
            #expect(String(message) == "\(received.value)")
            received.increment()
          }
        }
        while received.value < min(goal, count) { await Task.yield() }
        loop.cancel()
        let error = await #expect(throws: MessagingError.self) { try await loop.value }
        #expect(error?.code == .cancelled)
      }
      try await sending
      #expect(received.value == count)
    }
  }
}
