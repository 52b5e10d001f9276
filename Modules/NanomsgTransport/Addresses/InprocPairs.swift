import Messaging
import Synchronization

/// The `inproc` names that pair sockets of this process connect to.
///
/// nanomsg 1.1.5 aborts the process when a pair socket turns away a second peer that comes over `inproc` (`sinproc.c`). So
/// such a socket has one endpoint, one socket connects to it, and others are refused before the library sees them.
enum InprocPairs {
  private static let connected = Mutex<Set<String>>([])

  /// Claims a name for one connection.
  ///
  /// - Throws: ``/Messaging/TransportFailure`` with `addressInUse` while another pair has it.
  static func claim(_ name: String) throws(TransportFailure) {
    guard connected.withLock({ $0.insert(name).inserted }) else {
      throw TransportFailure(.addressInUse, "another pair socket of this process is connected to \(name)")
    }
  }

  /// Gives the name back.
  static func release(_ name: String) {
    _ = connected.withLock { $0.remove(name) }
  }
}
