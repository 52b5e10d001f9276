import ArgumentParser
import Messaging
import MessagingAsync

/// Workers that are tasks instead of threads, and are cancelled when there is no more to do.
struct AsyncWorkers: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Workers that are tasks: they share few threads, and cancelling ends what they wait for.")

  @OptionGroup var choice: TransportChoice

  func run() async throws {
    guard let transport = try choice.make() as? any DescriptorSignalingTransport else {
      throw ValidationError("tasks cannot wait for this transport")
    }
    try await addSquares(over: transport)
  }
}

private func addSquares<T: DescriptorSignalingTransport>(over transport: T) async throws {
  let count = 30
  // Each scope closes its socket at its end, however it ends.
  try await transport.withSocket(.pull) { results in
    let resultAddress = try results.withSocket { try $0.bind(T.freshAddress) }
    try await transport.withSocket(.push) { tasks in
      let taskAddress = try tasks.withSocket { try $0.bind(T.freshAddress) }
      let workers = (1...3).map { _ in
        Task { try await work(over: transport, from: taskAddress, to: resultAddress) }
      }
      for number in 1...count { try await tasks.send("\(number)", deadline: .soon) }
      var sum = 0
      for _ in 1...count { sum += Int(String(try await results.receive(deadline: .soon))) ?? 0 }
      print("\(count) squares add up to \(sum)")

      // Each waits for the next task, which does not come.
      for worker in workers { worker.cancel() }
      for worker in workers { print("a worker \(try await worker.value)") }
    }
  }
}

/// Works until the task is cancelled or the transport is shut down.
private func work<T: DescriptorSignalingTransport>(
  over transport: T, from taskAddress: String, to resultAddress: String
) async throws -> String {
  do {
    try await transport.withSocket(.pull) { tasks in
      try tasks.withSocket { try $0.connect(taskAddress) }
      try await transport.withSocket(.push) { results in
        try results.withSocket { try $0.connect(resultAddress) }
        try await tasks.forEachMessage { task in
          let number = Int(String(task)) ?? 0
          try await results.send("\(number * number)", deadline: .soon)
        }
      }
    }
    return "was shut down"
  } catch let error as MessagingError where error.code == .cancelled {
    // A task that was not received yet is still in its queue.
    return "was cancelled"
  }
}
