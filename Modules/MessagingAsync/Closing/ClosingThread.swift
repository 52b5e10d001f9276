internal import Messaging
internal import POSIXSupport

/// Closes sockets, which may take as long as their linger: on a thread of its own, so that no task waits in C for that, nor a
/// reactor.
///
/// There is one, started when it is needed first. It closes one socket after the other.
final class ClosingThread: @unchecked Sendable {
  private static let common = ClosingThread()

  private let lock = Lock()
  private let arrival = Parker()
  // Guarded by the lock.
  private var closings: [@Sendable () -> Void] = []
  private var isRunning = false

  /// Closes a socket in the background.
  ///
  /// - Parameter completion: Called once it is closed.
  static func close<T: Transport>(
    _ socket: consuming Socket<T>, completion: @escaping @Sendable () -> Void = {}
  ) {
    let owner = LastOwner(socket)
    common.run {
      owner.close()
      completion()
    }
  }

  /// Closes a socket and suspends the task until that is done.
  static func close<T: Transport>(_ socket: consuming Socket<T>) async {
    let owner = LastOwner(socket)
    await withUnsafeContinuation { continuation in
      common.run {
        owner.close()
        continuation.resume()
      }
    }
  }

  private func run(_ closing: @escaping @Sendable () -> Void) {
    let canRun = lock.withLock {
      if !isRunning { isRunning = (try? JoinableThread { self.work() }.detach()) != nil }
      if isRunning { closings.append(closing) }
      return isRunning
    }
    // Where the system has no thread left, the caller's has to do.
    if canRun { arrival.wake() } else { closing() }
  }

  private func work() {
    while true {
      let closings = lock.withLock {
        let closings = self.closings
        self.closings = []
        return closings
      }
      for closing in closings { closing() }
      if closings.isEmpty {
        _ = arrival.park(until: .never) { lock.withLock { !self.closings.isEmpty } }
      }
    }
  }
}

/// Carries a socket into a closure that runs once.
private final class LastOwner<T: Transport>: @unchecked Sendable {
  private var socket: Socket<T>?

  init(_ socket: consuming Socket<T>) { self.socket = consume socket }

  func close() { socket = nil }
}
