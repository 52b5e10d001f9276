/// What one side does in a library's own benchmark, where each side is a program that is given an endpoint, a size and a
/// count.
public enum PeerRole: String, CaseIterable, Sendable {
  /// Binds, receives messages, and prints how many came in a second.
  case localThroughput = "local-thr"
  /// As ``localThroughput``, in a task that suspends instead of a thread that waits.
  case localThroughputInTask = "local-thr-task"
  /// Connects and sends messages.
  case remoteThroughput = "remote-thr"
  /// Binds and sends back what it receives.
  case localLatency = "local-lat"
  /// Connects, sends messages, waits for each to come back, and prints how long half the way takes.
  case remoteLatency = "remote-lat"

  /// The name by which people choose it.
  public var name: String { rawValue }

  /// What the other side does.
  var counterpart: PeerRole {
    switch self {
    case .localThroughput, .localThroughputInTask: .remoteThroughput
    case .remoteThroughput: .localThroughput
    case .localLatency: .remoteLatency
    case .remoteLatency: .localLatency
    }
  }

  /// Whether it binds; otherwise it connects.
  var binds: Bool {
    switch self {
    case .localThroughput, .localThroughputInTask, .localLatency: true
    case .remoteThroughput, .remoteLatency: false
    }
  }
}
