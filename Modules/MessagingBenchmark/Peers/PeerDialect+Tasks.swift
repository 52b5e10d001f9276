public import Messaging
public import MessagingAsync

extension PeerDialect where T: DescriptorSignalingTransport {
  /// As ``Loop``, for a task.
  @usableFromInline
  typealias TaskLoop = @Sendable (inout AsyncSocket<T>, PeerRun) async throws -> UInt64?

  /// A loop that a task runs, for which the calling thread waits.
  @usableFromInline
  static func inTask(_ loop: @escaping TaskLoop) -> Loop {
    { socket, run in
      let owner = Owner(try AsyncSocket(socket))
      return try waitForTask { try await loop(&owner.socket, run) }
    }
  }

  /// Where the task finds its socket, which no one else uses meanwhile.
  private final class Owner: @unchecked Sendable {
    var socket: AsyncSocket<T>

    init(_ socket: consuming AsyncSocket<T>) { self.socket = socket }
  }
}
