import CBenchmarkSupport
import Messaging

/// Both ends of connections that are made anew for each message, while others are there and idle.
final class ReopeningEnd<T: Transport>: End, @unchecked Sendable {
  private let idle: SocketRow<T>
  private let receiver: SocketEnd<T>
  let workspace: Workspace

  init(beside idle: SocketRow<T>, to receiver: SocketEnd<T>, workspace: Workspace) {
    self.idle = idle
    self.receiver = receiver
    self.workspace = workspace
  }

  var memoryPerSocket: SocketMemory? { idle.memory }

  func move(_ numbers: Range<UInt64>) throws {
    let batch = workspace.batch(numbers)
    for number in numbers {
      var socket = try idle.transport.socket(.push)
      try socket.connect(idle.address)
      batch.stamp(batch.scratch, number: number)
      try socket.send(copying: UnsafeRawBufferPointer(batch.scratch))
      try receiver.move(number..<number + 1)
    }
  }

  func interrupt() { idle.transport.shutdown() }
}
