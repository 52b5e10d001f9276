public import Messaging

/// The loops of all jobs, for one transport.
///
/// They are inlinable, and the table is made where the transport's type is known, so that each loop is compiled
/// for that transport and contains its library's calls and nothing else.
public struct Loops<T: Transport>: Sendable {
  /// Moves one batch, waiting as long as it takes; throws at the first fault.
  public typealias Loop = @Sendable (inout Socket<T>, Batch) throws -> Void

  @usableFromInline
  let table: [Job: Loop]

  /// The loops of every job.
  @inlinable
  public init() {
    table = [
      .sendCopy: Self.sendCopies,
      .sendMessage: Self.sendMessages,
      .receiveBuffer: Self.receiveIntoBuffer,
      .receiveMessage: Self.receiveMessages,
      .receiveReused: Self.receiveReusing,
      .ping: Self.ping,
      .timedPing: Self.timedPing,
      .echo: Self.echo,
    ]
  }

  subscript(job: Job) -> Loop {
    guard let loop = table[job] else { preconditionFailure("there is no loop to \(job.name)") }
    return loop
  }
}
