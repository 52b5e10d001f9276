/// How an end's loop is written.
enum Style: Hashable, Sendable {
  /// In Swift, for a thread that waits in the library.
  case swift
  /// As ``swift``, in C.
  case c
  /// In Swift, for a task on the threads that all tasks have in common.
  case task
  /// As ``task``, on the thread that waits for its socket.
  case taskOnReactor
}

/// What one end of an arm is.
struct Role: Hashable, Sendable {
  var job: Job
  var style = Style.swift
}

/// A named way to do an experiment's job.
struct Arm: Sendable {
  /// Unique within a comparison.
  var name: String
  /// The name of the transport; of arms that have none, ``noTransport``.
  var transport: String
  var rig: any Rig
  /// The end that is timed: it receives, or starts the round trips.
  var front: Role
  /// The end in a thread of its own; `nil` where there is none.
  var back: Role?
  /// The size of its messages in bytes, where the arms of a comparison differ in it; otherwise `nil`.
  var size: Int?
  /// How its sockets are connected, where the arms of a comparison differ in it; otherwise `nil`.
  var link: Link?
  /// How many sockets, connections or threads it has, where the arms of a comparison differ in it; otherwise `nil`.
  var count: Int?
  /// How much longer than the baseline's its messages are made to take, as a share of that time; `nil` for no delay.
  var delayShare: Double?

  /// What its runs are to show.
  var probe = Probe.whole
  /// The number of the arm whose connection it uses, where it has none of its own; otherwise `nil`.
  var host: Int?

  /// How many threads it keeps busy, without those of libraries and of the crowds of `scaling`.
  var threads: Int { back == nil ? 1 : 2 }

  /// What stands for the transport of what is the same on all.
  static let noTransport = "any"

  init(
    name: String, transport: BenchmarkedTransport, front: Role, back: Role? = nil, size: Int? = nil,
    delayShare: Double? = nil
  ) {
    self.init(
      name: name, transport: transport.name, rig: transport.rig, front: front, back: back, size: size)
    self.delayShare = delayShare
  }

  init(
    name: String, transport: String, rig: any Rig, front: Role, back: Role? = nil, size: Int? = nil
  ) {
    self.name = name
    self.transport = transport
    self.rig = rig
    self.front = front
    self.back = back
    self.size = size
  }
}
