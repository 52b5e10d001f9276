internal import Messaging

/// What one end of an arm does with each message.
///
/// The loops behind the jobs are in ``Loops``.
public struct Job: Hashable, Sendable {
  /// The job's name, unique among jobs.
  public let name: String

  /// The word by which arms are named after the job.
  public let method: String

  /// Whether the loop measures each message by itself.
  let isTimed: Bool

  /// The options of the pool that the loop rents from, if it does.
  let pooling: PoolOptions

  init(
    _ name: String, method: String, isTimed: Bool = false, pooling: PoolOptions = PoolOptions()
  ) {
    self.name = name
    self.method = method
    self.isTimed = isTimed
    self.pooling = pooling
  }

  /// Sends bytes, which the library copies.
  public static let sendCopy = Job("send copy", method: "copy")
  /// Makes a message for each send, writes its number and its last byte, and hands it over.
  public static let sendMessage = Job("send message", method: "message")

  /// Receives into the same memory again and again.
  public static let receiveBuffer = Job("receive buffer", method: "buffer")
  /// Receives a new message each time.
  public static let receiveMessage = Job("receive message", method: "message")
  /// Receives into the same message again and again.
  public static let receiveReused = Job("receive reused", method: "reused")

  /// Sends a copy to itself and receives it.
  public static let sendAndReceive = Job("send and receive", method: "loopback")

  /// Sends a copy and receives the answer into the same memory.
  public static let ping = Job("round trip", method: "ping")
  /// As ``ping``, with the time of each round trip.
  public static let timedPing = Job("timed round trip", method: "ping", isTimed: true)
  /// Receives messages and sends each back.
  public static let echo = Job("echo", method: "echo")
}
