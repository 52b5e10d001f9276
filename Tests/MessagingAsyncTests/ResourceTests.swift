import Foundation
import InProcessTransport
import Messaging
import MessagingAsync
import TestSupport
import Testing

/// What waiting costs: neither threads nor time. In processes of their own, since other tests use both.
@Suite(.timeLimit(.minutes(5))) struct ResourceTests {
  #if os(Linux)
    @Test(arguments: TestedTransport.all.indices)
    func manySocketsShareOneThread(_ index: Int) async {
      await #expect(processExitsWith: .success) { [index] in
        try await TestedTransport.all[index].run(ManySockets())
      }
    }

    private struct ManySockets: Check {
      func run<T: DescriptorSignalingTransport>(_ place: Place<T>) async throws {
        // nanomsg has no more than 512.
        let count = T.name == "nanomsg" ? 400 : 1_000
        let few = try await threads(waitingOn: 10, of: place)
        let many = try await threads(waitingOn: count, of: place)
        // The pool that tasks share starts a thread for each processor when it has work for them.
        precondition(
          many <= few + ProcessInfo.processInfo.activeProcessorCount,
          "\(many) threads for \(count) sockets, \(few) for 10")
      }

      /// The number of threads while so many sockets wait, of which each then receives what it is sent.
      private func threads<T: DescriptorSignalingTransport>(
        waitingOn count: Int, of place: Place<T>
      ) async throws -> Int {
        try await withThrowingTaskGroup { group in
          var endpoints: [String] = []
          let waiting = Counter()
          let received = Counter()
          for number in 0..<count {
            var pull = try place.transport.socket(.pull)
            endpoints.append(try pull.bind(place.address))
            let socket = Box(try AsyncSocket(pull))
            group.addTask {
              waiting.increment()
              let message = try await socket.value.receive(deadline: soon)
              precondition(String(message) == "\(number)")
              received.increment()
            }
          }
          while waiting.value < count { await Task.yield() }
          // Each sleeps now, or is about to: what is sent finds it either way.
          let threads = try threadCount()
          for (number, endpoint) in endpoints.enumerated() {
            try await place.transport.withSocket(.push) { push in
              try push.withSocket { try $0.connect(endpoint) }
              try await push.send("\(number)", deadline: soon)
              // libzmq counts a socket that lingers, and has no more than 1,023.
              while received.value <= number { await Task.yield() }
            }
          }
          try await group.waitForAll()
          return max(threads, try threadCount())
        }
      }
    }
  #endif

  @Test(arguments: TestedTransport.all.indices)
  func idleSocketsTakeNoTime(_ index: Int) async {
    await #expect(processExitsWith: .success) { [index] in
      try await TestedTransport.all[index].run(Idling())
    }
  }

  /// One waits for a message and one for a peer, as long as the deadline of the first lasts.
  private struct Idling: Check {
    func run<T: DescriptorSignalingTransport>(_ place: Place<T>) async throws {
      let link = try place.link(.pull, .push)
      let lonely = Box(try AsyncSocket(place.transport.socket(.push)))
      let sender = Task { try await lonely.value.send("to nobody") }
      // Connected, for certain.
      try await link.connected.value.send("hello", deadline: soon)
      _ = try await link.bound.value.receive(deadline: soon)

      let start = Self.processorTime
      do {
        _ = try await link.bound.value.receive(deadline: .after(.milliseconds(500)))
        preconditionFailure("nobody sent anything")
      } catch { precondition(error.code == .timedOut) }
      let taken = Self.processorTime - start
      precondition(taken < .milliseconds(50), "waiting took \(taken)")
      sender.cancel()
      let sent: Void? = try? await sender.value
      precondition(sent == nil)
    }

    /// What all threads of the process spent on processors.
    private static var processorTime: Duration {
      var time = timespec()
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
      return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
  }
}

#if os(Linux)
  /// The threads of this process.
  func threadCount() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let count = status.split(separator: "\n").compactMap { $0.wholeMatch(of: /Threads:\s+(\d+)/)?.1 }.first
    return Int(count!)!
  }
#endif
