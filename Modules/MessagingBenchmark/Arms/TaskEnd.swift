import Messaging
import MessagingAsync

/// An end whose loop a task runs, with an `AsyncSocket`. The thread that moves messages waits for the task.
final class TaskEnd<T: DescriptorSignalingTransport>: SocketedEnd, @unchecked Sendable {
  private let transport: T
  private let loop: TaskLoops<T>.Loop
  /// What the task runs on; `nil` for the threads that all tasks have in common.
  private let reactor: Reactor?
  // The thread that moves messages does not touch it while its task does.
  private var socket: AsyncSocket<T>

  let workspace: Workspace

  init(
    _ transport: T, _ pattern: Pattern<T>, options: SocketOptions, size: Int, role: Role, loops: TaskLoops<T>,
    prepare: (inout Socket<T>) throws -> Void
  ) throws {
    self.transport = transport
    loop = loops[role.job]
    workspace = Workspace(size: size, isTimed: role.job.isTimed)
    reactor = role.style == .taskOnReactor ? try Reactor() : nil
    var socket = try transport.socket(pattern, options: options)
    try prepare(&socket)
    self.socket = try AsyncSocket(socket, on: reactor)
  }

  func bind(to address: String) throws -> String {
    try socket.withSocket { (socket) throws(MessagingError) in try socket.bind(address) }
  }

  func connect(to address: String) throws {
    try socket.withSocket { (socket) throws(MessagingError) in try socket.connect(address) }
  }

  func move(_ numbers: Range<UInt64>) throws {
    try waitForTask(on: reactor) { [self] in try await loop(&socket, workspace.batch(numbers)) }
  }

  func interrupt() { transport.shutdown() }
}
