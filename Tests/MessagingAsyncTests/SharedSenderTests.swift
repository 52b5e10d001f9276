import InProcessTransport
import Messaging
import MessagingAsync
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct SharedSenderTests {
  @Test(arguments: TestedTransport.all)
  func manyTasksSend(_ tested: TestedTransport) async throws {
    try await tested.run(ManyTasks())
  }

  /// Nothing is lost or sent twice, and the messages of a task stay in order, also when queues are full.
  private struct ManyTasks: Check {
    func run<T: DescriptorSignalingTransport>(_ place: Place<T>) async throws {
      let link = try place.link(.pull, .push, options: .shortQueues)
      let sender = try link.takeSender(of: place)
      let (taskCount, count) = (8, 300)
      try await withThrowingTaskGroup { group in
        for task in 0..<taskCount {
          group.addTask {
            for number in 0..<count {
              switch number % 3 {
              case 0: try await sender.send("\(task) \(number)", deadline: soon)
              case 1: try await sender.send([UInt8]("\(task) \(number)".utf8), deadline: soon)
              default:
                var message = try Message<T>("\(task) \(number)")
                try await sender.send(&message, deadline: soon)
                let isEmpty = message.isEmpty
                #expect(isEmpty)
              }
            }
          }
        }
        var next = [Int](repeating: 0, count: taskCount)
        for _ in 0..<taskCount * count {
          let words = String(try await link.bound.value.receive(deadline: soon)).split(separator: " ")
          let (task, number) = (Int(words[0])!, Int(words[1])!)
          #expect(number == next[task])
          next[task] += 1
        }
        try await group.waitForAll()
      }
      await sender.close()
    }
  }

  @Test(arguments: TestedTransport.all)
  func whoGivesUpKeepsTheMessage(_ tested: TestedTransport) async throws {
    try await tested.run(GivingUp())
  }

  /// Some wait in vain for room and some for their turn; a part is cancelled, a part has a deadline. Nobody else is held up.
  private struct GivingUp: Check {
    func run<T: DescriptorSignalingTransport>(_ place: Place<T>) async throws {
      var push = try place.transport.socket(.push)
      let pull = Box(try AsyncSocket(place.transport.socket(.pull)))
      let sender = SharedSender(try AsyncSocket(push))
      let cancelled = (0..<4).map { number in
        Task {
          var message = try Message<T>("cancelled \(number)")
          let error = await #expect(throws: MessagingError.self) { try await sender.send(&message) }
          #expect(error?.code == .cancelled && String(message) == "cancelled \(number)")
        }
      }
      let late = (0..<4).map { number in
        Task {
          var message = try Message<T>("late \(number)")
          let error = await #expect(throws: MessagingError.self) {
            try await sender.send(&message, deadline: .after(.milliseconds(20)))
          }
          #expect(error?.code == .timedOut && String(message) == "late \(number)")
        }
      }
      for task in late { try await task.value }
      for task in cancelled.shuffled() {
        task.cancel()
        try await task.value
      }
      await sender.close()
      push = try place.transport.socket(.push)
      try push.connect(pull.value.withSocket { try $0.bind(place.address) })
      let next = SharedSender(try AsyncSocket(push))
      try await next.send("sent", deadline: soon)
      #expect(String(try await pull.value.receive(deadline: soon)) == "sent")
    }
  }

  @Test(arguments: TestedTransport.all)
  func closingEndsWhatTasksWaitFor(_ tested: TestedTransport) async throws {
    try await tested.run(Closing())
  }

  private struct Closing: Check {
    func run<T: DescriptorSignalingTransport>(_ place: Place<T>) async throws {
      let sender = SharedSender(try AsyncSocket(place.transport.socket(.push)))
      let tasks = (0..<4).map { number in
        Task {
          var message = try Message<T>("\(number)")
          let error = await #expect(throws: MessagingError.self) { try await sender.send(&message) }
          #expect(error?.code == .closed && String(message) == "\(number)")
        }
      }
      for _ in 0..<20 { await Task.yield() }
      async let first: Void = sender.close()
      async let second: Void = sender.close()
      _ = await (first, second)
      for task in tasks { try await task.value }
      let error = await #expect(throws: MessagingError.self) { try await sender.send("too late") }
      #expect(error?.code == .closed)
    }
  }
}

extension Link {
  /// A shared sender in place of the connected socket.
  fileprivate func takeSender(of place: Place<T>) throws -> SharedSender<T> {
    var socket = try AsyncSocket(place.transport.socket(.pair))
    swap(&socket, &connected.value)
    return SharedSender(socket)
  }
}
