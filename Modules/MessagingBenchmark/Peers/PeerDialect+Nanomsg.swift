public import CBenchmarkSupport
public import Messaging
public import MessagingAsync

/// nanomsg's `local_thr`, `remote_thr`, `local_lat` and `remote_lat`, which send from memory of their own and receive into
/// it.
extension PeerDialect where T: DescriptorSignalingTransport {
  /// What nanomsg's programs speak.
  @inlinable
  public static var nanomsg: Self {
    Self(
      [
        .localThroughput: Part(.pair, receiveCopies),
        .localThroughputInTask: Part(.pair, inTask(receiveCopies)),
        .remoteThroughput: Part(.pair, sendCopies),
        .localLatency: Part(.pair, returnCopies), .remoteLatency: Part(.pair, exchangeCopies),
      ], describeThroughput: describeWholeThroughput)
  }

  /// The megabits are those of whole messages a second.
  @usableFromInline
  @Sendable
  static func describeWholeThroughput(_ messagesPerSecond: Double, _ size: Int) -> [String] {
    let megabits = messagesPerSecond.rounded(.down) * Double(size) * 8 / 1e6
    return ["throughput: \(Int(messagesPerSecond)) [msg/s]", "throughput: \(megabits.inThousandths) [Mb/s]"]
  }

  /// An empty message starts the clock, and is not counted.
  @inlinable
  @Sendable
  static func receiveCopies(_ socket: consuming Socket<T>, _ run: PeerRun) throws -> UInt64? {
    let first = try socket.receive(into: run.bytes).full
    guard first == 0 else { throw MissingStart(found: first) }
    let start = benchmark_nanoseconds()
    for number in run.numbers {
      try run.check(try socket.receive(into: run.bytes).full, number: number)
    }
    return benchmark_nanoseconds() - start
  }

  @inlinable
  @Sendable
  static func receiveCopies(_ socket: inout AsyncSocket<T>, _ run: PeerRun) async throws -> UInt64? {
    func receive() async throws -> Int {
      var count = 0
      try await socket.transfer(.receiving) { (socket) throws(MessagingError) in
        guard let size = try socket.tryReceive(into: run.bytes) else { return false }
        count = size.full
        return true
      }
      return count
    }
    let first = try await receive()
    guard first == 0 else { throw MissingStart(found: first) }
    let start = benchmark_nanoseconds()
    for number in run.numbers { try run.check(try await receive(), number: number) }
    return benchmark_nanoseconds() - start
  }

  @inlinable
  @Sendable
  static func sendCopies(_ socket: consuming Socket<T>, _ run: PeerRun) throws -> UInt64? {
    let bytes = UnsafeRawBufferPointer(run.bytes)
    try socket.send(copying: UnsafeRawBufferPointer(rebasing: bytes[..<0]))
    for number in run.numbers {
      try socket.send(copying: bytes)
      run.note(number)
    }
    run.letPeerCatchUp()
    return nil
  }

  @inlinable
  @Sendable
  static func returnCopies(_ socket: consuming Socket<T>, _ run: PeerRun) throws -> UInt64? {
    for number in run.numbers {
      try run.check(try socket.receive(into: run.bytes).full, number: number)
      try socket.send(copying: UnsafeRawBufferPointer(run.bytes))
    }
    run.letPeerCatchUp()
    return nil
  }

  /// The clock starts before the connection is there.
  @inlinable
  @Sendable
  static func exchangeCopies(_ socket: consuming Socket<T>, _ run: PeerRun) throws -> UInt64? {
    let start = benchmark_nanoseconds()
    for number in run.numbers {
      try socket.send(copying: UnsafeRawBufferPointer(run.bytes))
      try run.check(try socket.receive(into: run.bytes).full, number: number)
    }
    return benchmark_nanoseconds() - start
  }
}

/// A peer began with something else than the empty message that starts the clock.
public struct MissingStart: Error, Hashable, CustomStringConvertible {
  /// The first message's size in bytes.
  public let found: Int

  @usableFromInline
  init(found: Int) { self.found = found }

  /// One line.
  public var description: String {
    "the first message has \(found) bytes; a remote-thr of nanomsg's starts with an empty one"
  }
}
