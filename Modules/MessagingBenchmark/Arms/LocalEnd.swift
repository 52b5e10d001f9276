import Messaging

/// An end without a socket: messages are made and dropped in one thread, or go to another on a belt.
final class LocalEnd<T: Transport>: End, @unchecked Sendable {
  private let loop: Loops<T>.LocalLoop
  private let belt: Belt<Message<T>>
  private var pool: Pool<T>

  let workspace: Workspace

  init(
    _ transport: T, size: Int, job: Job, belt: Belt<Message<T>>, loop: @escaping Loops<T>.LocalLoop
  ) throws {
    self.loop = loop
    self.belt = belt
    workspace = Workspace(size: size, isTimed: false)
    pool = try Pool(transport, options: job.pooling)
  }

  func move(_ numbers: Range<UInt64>) throws { try loop(belt, &pool, workspace.batch(numbers)) }

  func interrupt() { belt.stop() }
}
