import CZeroMQ
import Messaging

/// What a socket and its monitor, which may be on different threads, know of each other.
///
/// libzmq's threads report through a socket of their own, and wait for ever when nobody takes their reports. So they stop
/// reporting before either end closes: a socket's last reports come from those threads after `zmq_close` has returned.
@usableFromInline
final class MonitorLink: @unchecked Sendable {
  private let lock = Lock()
  /// The socket, as long as it reports. Guarded by `lock`.
  private var reporting: UnsafeMutableRawPointer?
  private let context: ZeroMQ.Context

  init(reporting: UnsafeMutableRawPointer, of context: ZeroMQ.Context) {
    self.reporting = reporting
    self.context = context
  }

  var isReporting: Bool { lock.withLock { reporting != nil } }

  /// Called by the one that goes first, the socket or the monitor, while both are still open. The library guards reporting by
  /// a lock, so it need not be the socket's thread. The monitor receives a last event.
  func stopReporting() {
    guard !context.isInherited else { return }
    lock.withLock {
      guard let socket = reporting.take() else { return }
      zmq_socket_monitor(socket, nil, 0)
    }
  }
}
