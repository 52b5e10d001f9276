import Messaging

/// One end of an arm: a socket and the loop that it runs. It closes when it is dropped.
///
/// Used by one thread at a time, except for ``interrupt()``.
protocol End: AnyObject, Sendable {
  /// Binds, and returns the address really bound.
  func bind(to address: String) throws -> String

  func connect(to address: String) throws

  /// Moves the messages of these numbers.
  func move(_ numbers: Range<UInt64>) throws

  /// Makes a ``move(_:)`` that another thread waits in fail, where the library can. The end cannot be used
  /// afterwards.
  func interrupt()

  /// What the last ``move(_:)`` measured of each message, in nanoseconds; empty where the job is not timed.
  var durations: UnsafeBufferPointer<UInt64> { get }
}

/// An end in Swift: a `Socket`.
final class SocketEnd<T: Transport>: End, @unchecked Sendable {
  private let transport: T
  private let loop: Loops<T>.Loop
  private let workspace: Workspace
  private var socket: Socket<T>

  init(
    _ transport: T, _ pattern: Pattern<T>, options: SocketOptions, size: Int, job: Job,
    loop: @escaping Loops<T>.Loop
  ) throws {
    self.transport = transport
    self.loop = loop
    workspace = Workspace(size: size, isTimed: job.isTimed)
    socket = try transport.socket(pattern, options: options)
  }

  func bind(to address: String) throws -> String { try socket.bind(address) }

  func connect(to address: String) throws { try socket.connect(address) }

  func move(_ numbers: Range<UInt64>) throws { try loop(&socket, workspace.batch(numbers)) }

  func interrupt() { transport.shutdown() }

  var durations: UnsafeBufferPointer<UInt64> { workspace.durations }
}
