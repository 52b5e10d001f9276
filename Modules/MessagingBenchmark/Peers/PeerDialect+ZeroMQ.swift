public import CBenchmarkSupport
public import Messaging
public import MessagingAsync

/// libzmq's `local_thr`, `remote_thr`, `local_lat` and `remote_lat`, which send and receive messages of the library's.
extension PeerDialect where T: DescriptorSignalingTransport {
  /// What libzmq's programs speak.
  @inlinable
  public static var zeroMQ: Self {
    Self(
      [
        .localThroughput: Part(.pull, receiveMessages),
        .localThroughputInTask: Part(.pull, inTask(receiveMessages)),
        .remoteThroughput: Part(.push, sendMessages),
        .localLatency: Part(.reply, returnMessages), .remoteLatency: Part(.request, exchangeMessages),
      ], describeThroughput: describeMeanThroughput)
  }

  @usableFromInline
  @Sendable
  static func describeMeanThroughput(_ messagesPerSecond: Double, _ size: Int) -> [String] {
    let megabits = messagesPerSecond * Double(size) * 8 / 1e6
    return [
      "mean throughput: \(Int(messagesPerSecond)) [msg/s]",
      "mean throughput: \(megabits.inThousandths) [Mb/s]",
    ]
  }

  /// The first message starts the clock, and is counted.
  @inlinable
  @Sendable
  static func receiveMessages(_ socket: consuming Socket<T>, _ run: PeerRun) throws -> UInt64? {
    var message = try socket.receive()
    try run.check(message.count, number: 1)
    let start = benchmark_nanoseconds()
    for number in run.numbers.dropFirst() {
      try socket.receive(reusing: &message)
      try run.check(message.count, number: number)
    }
    return benchmark_nanoseconds() - start
  }

  @inlinable
  @Sendable
  static func receiveMessages(_ socket: inout AsyncSocket<T>, _ run: PeerRun) async throws -> UInt64? {
    var message = try await socket.receive()
    try run.check(message.count, number: 1)
    let start = benchmark_nanoseconds()
    for number in run.numbers.dropFirst() {
      try await socket.receive(reusing: &message)
      try run.check(message.count, number: number)
    }
    return benchmark_nanoseconds() - start
  }

  /// The content is whatever was in the memory, as it is with libzmq's own.
  @inlinable
  @Sendable
  static func sendMessages(_ socket: consuming Socket<T>, _ run: PeerRun) throws -> UInt64? {
    for number in run.numbers {
      try socket.send(try Message<T>(unsafeUninitializedSize: run.size) { _ in })
      run.note(number)
    }
    run.letPeerCatchUp()
    return nil
  }

  @inlinable
  @Sendable
  static func returnMessages(_ socket: consuming Socket<T>, _ run: PeerRun) throws -> UInt64? {
    for number in run.numbers {
      let message = try socket.receive()
      try run.check(message.count, number: number)
      try socket.send(message)
    }
    run.letPeerCatchUp()
    return nil
  }

  /// The clock starts before the connection is there.
  @inlinable
  @Sendable
  static func exchangeMessages(_ socket: consuming Socket<T>, _ run: PeerRun) throws -> UInt64? {
    var message = try Message<T>(size: run.size)
    let start = benchmark_nanoseconds()
    for number in run.numbers {
      try socket.send(message)
      message = try socket.receive()
      try run.check(message.count, number: number)
    }
    return benchmark_nanoseconds() - start
  }
}
