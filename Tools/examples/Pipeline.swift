import ArgumentParser
import Messaging

/// Work that is spread over several workers, whose results come together in one place.
struct Pipeline: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tasks for several workers, in messages from a pool, and their results in one place.")

  @OptionGroup var choice: TransportChoice

  func run() throws { try sumUp(over: choice.make()) }
}

private func sumUp<T: Transport>(over transport: T) throws {
  let (taskCount, taskSize) = (60, 16 << 10)
  // More tasks under way than that would only wait in queues.
  let mostUnderWay = 12

  var tasks = try transport.socket(.push)
  let taskAddress = try tasks.bind(T.freshAddress)
  var results = try transport.socket(.pull)
  let resultAddress = try results.bind(T.freshAddress)
  let workers = (1...3).map { _ in
    Background { try work(over: transport, from: taskAddress, to: resultAddress) }
  }

  // Buffers that are used again and again, so that a task costs no allocation.
  var pool = try Pool(transport)
  var (sent, received, sum) = (0, 0, 0)
  while received < taskCount {
    if sent < taskCount, sent - received < mostUnderWay {
      // Every byte is written here, which saves zeroing them first.
      let task = try pool.rent(unsafeUninitializedSize: taskSize) { bytes in
        _ = bytes.initializeMemory(as: UInt8.self, repeating: UInt8(sent))
      }
      // Goes to one of the workers, in turn. The message is gone; its buffer comes back to the pool by itself when the library
      // is done with it.
      try tasks.send(task, deadline: .soon)
      sent += 1
    } else {
      sum += Int(String(try results.receive(deadline: .soon))) ?? 0
      received += 1
    }
  }
  print("\(taskCount) tasks of \(taskSize) bytes add up to \(sum)")
  print("buffers made by the pool: \(pool.statistics.highWater)")

  // All results are here, so nothing is lost: the workers wait for tasks, and end.
  transport.shutdown()
  for worker in workers { try worker.join() }
}

private func work<T: Transport>(
  over transport: T, from taskAddress: String, to resultAddress: String
) throws {
  var tasks = try transport.socket(.pull)
  try tasks.connect(taskAddress)
  var results = try transport.socket(.push)
  try results.connect(resultAddress)
  // One message for all tasks: what is received and then dropped needs no pool.
  var task = Message<T>()
  while true {
    try tasks.receive(reusing: &task)
    // The bytes are read where the library received them.
    let sum = task.withUnsafeBytes { bytes in bytes.reduce(0) { $0 + Int($1) } }
    // A few bytes are best copied.
    try results.send("\(sum)", deadline: .soon)
  }
}
