import Foundation
public import Messaging

/// How a library's own benchmark programs talk to each other, and what they print.
///
/// Its loops are inlinable, as ``Loops`` are: make a dialect where the transport's type is known.
public struct PeerDialect<T: Transport>: Sendable {
  /// Moves all messages of a run, waiting as long as it takes, and closes the socket.
  ///
  /// - Returns: The time that the role measures, in nanoseconds; `nil` where it measures none.
  @usableFromInline
  typealias Loop = @Sendable (consuming Socket<T>, PeerRun) throws -> UInt64?

  @usableFromInline
  struct Part: Sendable {
    let pattern: Pattern<T>
    let loop: Loop

    @usableFromInline
    init(_ pattern: Pattern<T>, _ loop: @escaping Loop) {
      self.pattern = pattern
      self.loop = loop
    }
  }

  private let parts: [PeerRole: Part]
  private let describeThroughput: @Sendable (_ messagesPerSecond: Double, _ size: Int) -> [String]

  /// A dialect.
  ///
  /// - Parameter describeThroughput: The lines that the programs print about it.
  @usableFromInline
  init(
    _ parts: [PeerRole: Part],
    describeThroughput: @escaping @Sendable (_ messagesPerSecond: Double, _ size: Int) -> [String]
  ) {
    self.parts = parts
    self.describeThroughput = describeThroughput
  }

  /// Plays a role from opening its socket to closing it, which waits until what was sent is delivered as far as the
  /// library can tell.
  ///
  /// - Returns: What the library's program would print.
  func play(
    _ role: PeerRole, in transport: T, at address: String, _ run: PeerRun, onBind: (String) -> Void
  ) throws -> [String] {
    guard let part = parts[role] else { preconditionFailure("a dialect has every role") }
    var options = SocketOptions()
    // Longer than the run is watched: messages that are not delivered are a stall, and not dropped.
    options.linger = run.patience * 2
    var socket = try transport.socket(part.pattern, options: options)
    if role.binds {
      onBind(try socket.bind(address))
    } else {
      try socket.connect(address)
    }
    guard let nanoseconds = try part.loop(socket, run) else { return [] }
    return lines(role, run, microseconds: Double(nanoseconds) / 1_000)
  }

  private func lines(_ role: PeerRole, _ run: PeerRun, microseconds: Double) -> [String] {
    let (size, count) = ("message size: \(run.size) [B]", run.numbers.count)
    if role == .remoteLatency {
      let latency = microseconds / Double(2 * count)
      return [size, "roundtrip count: \(count)", "average latency: \(latency.inThousandths) [us]"]
    }
    // The programs' clocks have microseconds, and they take none for one.
    let rate = Double(count) / max(1, microseconds) * 1e6
    return [size, "message count: \(count)"] + describeThroughput(rate, run.size)
  }
}

extension Double {
  /// As the programs print it.
  var inThousandths: String { String(format: "%.3f", self) }
}
