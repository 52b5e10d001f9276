public import Messaging

/// The loops of all jobs, for one transport.
///
/// They are inlinable, and the table is made where the transport's type is known, so that each loop is compiled
/// for that transport and contains its library's calls and nothing else.
public struct Loops<T: Transport>: Sendable {
  /// Moves one batch, waiting as long as it takes; throws at the first fault.
  public typealias Loop = @Sendable (inout Socket<T>, inout Pool<T>, Batch) throws -> Void

  /// As ``Loop``, without a socket.
  public typealias LocalLoop = @Sendable (Belt<Message<T>>, inout Pool<T>, Batch) throws -> Void

  /// As ``Loop``, with the sender and the receiver.
  public typealias LoopbackLoop = @Sendable (inout Socket<T>, inout Socket<T>, Batch) throws -> Void

  /// As ``Loop``, with several sockets and without a pool.
  public typealias RowLoop = @Sendable (UnsafeMutableBufferPointer<Socket<T>>, Batch) throws -> Void

  @usableFromInline
  let table: [Job: Loop]

  @usableFromInline
  let localTable: [Job: LocalLoop]

  @usableFromInline
  let loopbackTable: [Job: LoopbackLoop]

  @usableFromInline
  let rowTable: [Job: RowLoop]

  @usableFromInline
  let stages: SocketStages<T>

  /// The loops of every job.
  @inlinable
  public init() {
    table = [
      .sendCopy: Self.sendCopies,
      .sendMessage: Self.sendMessages,
      .receiveBuffer: Self.receiveIntoBuffer,
      .receiveMessage: Self.receiveMessages,
      .receiveReused: Self.receiveReusing,
      .receiveDraining: Self.receiveDraining,
      .receivePolling: Self.receivePolling,
      .receiveNapping: Self.receiveNapping,
      .ping: Self.ping,
      .timedPing: Self.timedPing,
      .echo: Self.echo,
      .sendOnSchedule: Self.sendOnSchedule,
      .receiveOnSchedule: Self.receiveOnSchedule,
      .sendPooled: Self.sendPooled,
      .sendHandedOver: Self.sendPooled,
      .sendPooledCopy: Self.sendPooled,
      .receivePooled: Self.receivePooled,
      .receiveAndCopy: Self.receiveAndCopy,
      .receiveAndRent: Self.receiveAndRent,
      .keepAll: Self.keepAll,
      .keepAllPooled: Self.keepAllPooled,
      .keepSome: Self.keepSome,
      .keepSomePooled: Self.keepSomePooled,
      .receiveInAnyOrder: Self.receiveInAnyOrder,
    ]
    localTable = [
      .make: Self.make,
      .rent: Self.rent,
      .rentAndHandOver: Self.rentAndHandOver,
      .passMade: Self.passMade,
      .passRented: Self.passRented,
      .dropPassed: Self.dropPassed,
    ]
    stages = SocketStages()
    loopbackTable = [.sendAndReceive: Self.sendAndReceive]
    rowTable = [.sendInTurn: Self.sendInTurn]
  }

  subscript(row job: Job) -> RowLoop {
    guard let loop = rowTable[job] else { preconditionFailure("there is no loop to \(job.name)") }
    return loop
  }

  subscript(loopback job: Job) -> LoopbackLoop {
    guard let loop = loopbackTable[job] else { preconditionFailure("there is no loop to \(job.name)") }
    return loop
  }

  subscript(local job: Job) -> LocalLoop {
    guard let loop = localTable[job] else { preconditionFailure("there is no loop to \(job.name)") }
    return loop
  }

  subscript(job: Job) -> Loop {
    guard let loop = table[job] else { preconditionFailure("there is no loop to \(job.name)") }
    return loop
  }
}
