import Messaging

/// Push sockets side by side, all of them connected to one address.
///
/// Used by one thread at a time, or by several that each use another socket.
final class SocketRow<T: Transport>: @unchecked Sendable {
  let transport: T
  let address: String
  private let sockets: UnsafeMutableBufferPointer<Socket<T>>
  private let loop: Loops<T>.RowLoop
  private var opened = 0

  /// What each socket takes.
  private(set) var memory = SocketMemory()

  /// Opens the sockets and sends a message through each, so that all connections are there.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - receive: Receives the messages of these numbers at the address.
  init(
    _ count: Int, of transport: T, connectedTo address: String, loop: @escaping Loops<T>.RowLoop,
    workspace: Workspace, receive: (Range<UInt64>) throws -> Void
  ) throws {
    self.transport = transport
    self.address = address
    self.loop = loop
    sockets = .allocate(capacity: count)
    let before = SocketMemory.ofProcess
    while opened < count {
      let first = UInt64(opened)
      for _ in 0..<min(Self.connectedAtOnce, count - opened) { try open() }
      for number in first..<UInt64(opened) {
        try send(number..<number + 1, from: workspace)
        try receive(number..<number + 1)
      }
    }
    memory = SocketMemory.ofProcess.growth(since: before, perEachOf: count)
  }

  deinit {
    sockets.baseAddress!.deinitialize(count: opened)
    sockets.deallocate()
  }

  var count: Int { sockets.count }

  /// Sends the messages of these numbers through all sockets in turn: message `n` through the socket `n` modulo ``count``.
  func send(_ numbers: Range<UInt64>, from workspace: Workspace) throws {
    try loop(sockets, workspace.batch(numbers))
  }

  /// Sends the messages of these numbers through one socket.
  func send(_ numbers: Range<UInt64>, through index: Int, from workspace: Workspace) throws {
    try loop(
      UnsafeMutableBufferPointer(start: sockets.baseAddress! + index, count: 1), workspace.batch(numbers))
  }

  private func open() throws {
    var socket = try transport.socket(.push)
    try socket.connect(address)
    (sockets.baseAddress! + opened).initialize(to: socket)
    opened += 1
  }

  /// Fewer than the connections that libraries let the kernel keep until they accept them, which is 100. One that finds
  /// no room there is tried again seconds later.
  private static var connectedAtOnce: Int { 64 }
}
