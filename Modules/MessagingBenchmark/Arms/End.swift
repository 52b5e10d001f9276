import Messaging

/// One end of an arm: the loop that it runs, and what that needs. It closes when it is dropped.
///
/// Used by one thread at a time, except for ``interrupt()``.
protocol End: AnyObject, Sendable {
  /// Moves the messages of these numbers.
  func move(_ numbers: Range<UInt64>) throws

  /// Makes a ``move(_:)`` that another thread waits in fail, where the library can. The end cannot be used
  /// afterwards.
  func interrupt()

  /// The memory of the loop, and what the last ``move(_:)`` measured.
  var workspace: Workspace { get }

  /// How many messages go first, until all that takes part has come into motion.
  var handshakeMessages: Int { get }

  /// Tells the end that these are through, and that what it moves now is measured.
  func endHandshake()

  /// What each of its sockets takes, where it has many of them that are idle; otherwise `nil`.
  var memoryPerSocket: SocketMemory? { get }
}

extension End {
  var handshakeMessages: Int { 1 }

  func endHandshake() {}

  var memoryPerSocket: SocketMemory? { nil }
}

/// An end with a socket.
protocol SocketedEnd: End {
  /// Binds, and returns the address really bound.
  func bind(to address: String) throws -> String

  func connect(to address: String) throws
}

/// An end in Swift: a `Socket`, and a `Pool` for the loops that pool.
final class SocketEnd<T: Transport>: SocketedEnd, @unchecked Sendable {
  private let transport: T
  private let loop: Loops<T>.Loop
  private var socket: Socket<T>
  private var pool: Pool<T>

  let workspace: Workspace

  init(
    _ transport: T, _ pattern: Pattern<T>, options: SocketOptions, size: Int, job: Job,
    loop: @escaping Loops<T>.Loop, prepare: (inout Socket<T>) throws -> Void = { _ in }
  ) throws {
    self.transport = transport
    self.loop = loop
    workspace = Workspace(size: size, isTimed: job.isTimed)
    pool = try Pool(transport, options: job.pooling)
    socket = try transport.socket(pattern, options: options)
    try prepare(&socket)
  }

  func bind(to address: String) throws -> String { try socket.bind(address) }

  func connect(to address: String) throws { try socket.connect(address) }

  func move(_ numbers: Range<UInt64>) throws { try loop(&socket, &pool, workspace.batch(numbers)) }

  func interrupt() { transport.shutdown() }
}
