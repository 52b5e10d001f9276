import InProcessTransport
import Messaging
import MessagingAsync
import TestSupport
import Testing

/// Sequence numbers through pauses and cancellations at random moments, counted.
///
/// The long form takes the number of messages from the environment, and some minutes:
///
///     ASYNC_STRESS=10000000 ./Tools/test -c release --filter MessagingAsyncTests.StressTests
@Suite(.timeLimit(.minutes(60)), .serialized) struct StressTests {
  #if DEBUG
    private static let usualCount = 20_000
  #else
    private static let usualCount = 200_000
  #endif

  private static let count: Int = numberFromEnvironment("ASYNC_STRESS") ?? usualCount

  @Test(arguments: TestedTransport.all, [false, true])
  func nothingIsLost(_ tested: TestedTransport, onReactor: Bool) async throws {
    try await tested.run(Storm(count: Self.count, onReactor: onReactor))
  }

  private struct Storm: Check {
    let count: Int
    let onReactor: Bool

    func run<T: DescriptorSignalingTransport>(_ place: Place<T>) async throws {
      let reactor = try Reactor()
      let link = try place.link(.pull, .push, on: reactor)
      let preferred: Reactor? = onReactor ? reactor : nil
      let sending = Task(executorPreference: preferred) { try await send(on: link.connected) }
      var generator = SeededGenerator(seed: 7)
      let received = Counter()
      let end = Deadline.after(.seconds(60 + count / 1_000))
      while received.value < count {
        try #require(end.remaining != .zero, "stuck at message \(received.value)")
        let receiver = Task(executorPreference: preferred) { try await receive(on: link.bound, received) }
        try await pause(&generator)
        receiver.cancel()
        do {
          try await receiver.value
        } catch let error as MessagingError where error.code == .cancelled {}
      }
      try await sending.value
      #expect(received.value == count)
      // And nothing came twice.
      let error = await #expect(throws: MessagingError.self) {
        _ = try await link.bound.value.receive(deadline: .after(.milliseconds(10))).count
      }
      #expect(error?.code == .timedOut)
    }

    private func receive(on socket: Box<AsyncSocket<some DescriptorSignalingTransport>>, _ received: Counter)
      async throws
    {
      while received.value < count {
        let message = try await socket.value.receive(deadline: soon)
        let number = message.withBytes { $0.unsafeLoad(as: Int.self) }
        // Expecting each would take longer than sending it.
        if number != received.value {
          Issue.record("message \(number) instead of \(received.value)")
          received.set(count)
        }
        received.increment()
      }
    }

    /// Cancels about every hundredth message, and sends again what it kept.
    private func send<T: DescriptorSignalingTransport>(on socket: Box<AsyncSocket<T>>) async throws {
      var generator = SeededGenerator(seed: 3)
      let sent = Counter()
      while sent.value < count {
        let sender = Task {
          while sent.value < count {
            let message = try withUnsafeBytes(of: sent.value) { try Message<T>(copying: $0) }
            do {
              try await socket.value.send(message, deadline: soon)
            } catch let error as MessagingError where error.code == .cancelled {
              let isKept = socket.value.reclaim() != nil
              precondition(isKept)
              throw error
            }
            sent.increment()
          }
        }
        try await pause(&generator)
        sender.cancel()
        do {
          try await sender.value
        } catch let error as MessagingError where error.code == .cancelled {}
      }
    }

    private func pause(_ generator: inout SeededGenerator) async throws {
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: break
      case 1: for _ in 0..<Int.random(in: 1..<20, using: &generator) { await Task.yield() }
      default: try await Task.sleep(for: .microseconds(Int.random(in: 1..<5_000, using: &generator)))
      }
    }
  }
}
