import Messaging

/// Both ends of a connection in one thread: each message is received before the next one is sent, so that nothing that it
/// costs hides behind anything else.
final class LoopbackEnd<T: Transport>: End, @unchecked Sendable {
  private let transport: T
  private let loop: Loops<T>.LoopbackLoop
  private var sender: Socket<T>
  private var receiver: Socket<T>

  let workspace: Workspace

  init(
    _ transport: T, options: SocketOptions, size: Int, address: String, loop: @escaping Loops<T>.LoopbackLoop
  ) throws {
    self.transport = transport
    self.loop = loop
    workspace = Workspace(size: size, isTimed: false)
    receiver = try transport.socket(.pull, options: options)
    sender = try transport.socket(.push, options: options)
    try sender.connect(try receiver.bind(address))
  }

  func move(_ numbers: Range<UInt64>) throws { try loop(&sender, &receiver, workspace.batch(numbers)) }

  func interrupt() { transport.shutdown() }
}
