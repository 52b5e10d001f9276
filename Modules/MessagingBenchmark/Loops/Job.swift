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

  /// How long the loop sleeps where others wait, in nanoseconds.
  let nap: UInt64

  /// The options of the pool that the loop rents from, if it does.
  let pooling: PoolOptions

  init(
    _ name: String, method: String, isTimed: Bool = false, nap: UInt64 = 0,
    pooling: PoolOptions = PoolOptions()
  ) {
    self.name = name
    self.method = method
    self.isTimed = isTimed
    self.nap = nap
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

  /// As ``receiveBuffer``; after each message that it waited for, it receives without waiting those that are there.
  public static let receiveDraining = Job("receive draining", method: "blocking + drain")
  /// As ``receiveBuffer``, waiting until the socket is ready and then receiving without waiting what is there.
  public static let receivePolling = Job("receive polling", method: "poller")
  /// As ``receiveBuffer``, receiving without waiting what is there and then sleeping for a millisecond.
  public static let receiveNapping = Job("receive napping", method: "sleep 1 ms", nap: napNanoseconds)

  @usableFromInline
  static var napNanoseconds: UInt64 { 1_000_000 }

  /// Sends a copy to itself and receives it.
  public static let sendAndReceive = Job("send and receive", method: "loopback")

  /// Sends a copy and receives the answer into the same memory.
  public static let ping = Job("round trip", method: "ping")
  /// As ``ping``, with the time of each round trip.
  public static let timedPing = Job("timed round trip", method: "ping", isTimed: true)
  /// Receives messages and sends each back.
  public static let echo = Job("echo", method: "echo")

  /// Sends copies on ``Schedule``.
  public static let sendOnSchedule = Job("send on schedule", method: "open loop")
  /// As ``receiveBuffer``, with the time of each message since it was to be sent.
  public static let receiveOnSchedule = Job("receive on schedule", method: "open loop", isTimed: true)
}
