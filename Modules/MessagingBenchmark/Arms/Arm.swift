/// In which language an end is written.
enum Language: Hashable, Sendable {
  case swift
  case c
}

/// What one end of an arm is.
struct Role: Hashable, Sendable {
  var job: Job
  var language = Language.swift
}

/// How an arm's two ends are joined.
public struct Wiring: Hashable, Sendable {
  /// The pattern's name on the command line.
  public let name: String

  /// Whether messages go both ways, so that each one moved by the front is two on the wire.
  let isRoundTrip: Bool

  /// From a push socket to a pull socket.
  public static let pushPull = Wiring(name: "push-pull", isRoundTrip: false)

  /// From one pair socket to another.
  public static let pair = Wiring(name: "pair", isRoundTrip: false)

  /// There and back between two pair sockets.
  static let roundTrip = Wiring(name: "pair", isRoundTrip: true)

  /// Those that messages go through one way.
  public static let oneWay: [Wiring] = [pushPull, pair]
}

/// A named way to do an experiment's job.
struct Arm: Sendable {
  /// Unique within a comparison.
  var name: String
  var transport: BenchmarkedTransport
  /// The end that is timed: it receives, or starts the round trips.
  var front: Role
  /// The end in a thread of its own.
  var back: Role
  /// The size of its messages in bytes, where the arms of a comparison differ in it; otherwise `nil`.
  var size: Int?
}
