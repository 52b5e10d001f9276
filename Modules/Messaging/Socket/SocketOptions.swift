/// Limits and times of a socket, fixed when it is opened; the defaults are the same on every transport.
public struct SocketOptions: Hashable, Sendable {
  /// The largest message in bytes that the socket sends or receives; 16 MiB unless set.
  ///
  /// A larger message is refused by the sender with ``MessagingError/Code/messageTooLarge`` before any
  /// library sees it. A peer that sends one all the same is disconnected where the library checks
  /// (`ZMQ_MAXMSGSIZE`, `NN_RCVMAXSIZE`), and receiving throws where it does not. Give sender and receiver
  /// the same limit.
  public var maximumMessageSize = 16 << 20

  /// How much the socket holds for each peer that does not keep up.
  public var sendQueue = QueueLimit()

  /// How much the socket holds of what was not received yet.
  public var receiveQueue = QueueLimit()

  /// How long messages that were accepted but not yet delivered are kept trying after the socket is closed;
  /// one second unless set.
  ///
  /// nanomsg cannot keep such messages: there, closing waits until the library handed its last message to
  /// the kernel, for at most this long, which covers a socket with one peer.
  public var linger: Duration = .seconds(1)

  /// The pause before a lost connection is tried again; 100 ms unless set.
  public var reconnectInterval: Duration = .milliseconds(100)

  /// The longest such pause: it doubles up to here while the peer stays away; 5 s unless set.
  public var maximumReconnectInterval: Duration = .seconds(5)

  /// The defaults.
  public init() {}

  func validate() throws(TransportFailure) {
    try Self.check("maximumMessageSize", maximumMessageSize, in: 0...Int(Int32.max) - 1)
    for queue in [sendQueue, receiveQueue] {
      try Self.check("queue limit in messages", queue.messages, in: 1...1 << 24)
      try Self.check("queue limit in bytes", queue.bytes, in: 1...Int(Int32.max))
    }
    let times = [
      ("linger", linger, Duration.zero), ("reconnectInterval", reconnectInterval, .milliseconds(1)),
      ("maximumReconnectInterval", maximumReconnectInterval, reconnectInterval),
    ]
    for (name, value, least) in times where value < least || value > .seconds(86_400) {
      throw TransportFailure(.invalidArgument, "\(name) is \(least) to 24 hours, not \(value)")
    }
  }

  private static func check(
    _ name: String, _ value: Int, in range: ClosedRange<Int>
  ) throws(TransportFailure) {
    guard range.contains(value) else {
      throw TransportFailure(
        .invalidArgument, "\(name) is \(range.lowerBound) to \(range.upperBound), not \(value)")
    }
  }
}
