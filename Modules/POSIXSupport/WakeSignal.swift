package import Messaging

/// A descriptor that is readable from a signal until it is reset.
package final class WakeSignal: @unchecked Sendable {
  private let pipe: WakePipe
  private let lock = Lock()
  // Guarded by the lock, and so is whether there is a byte in the pipe.
  private var isSignaled = false

  /// - Throws: ``TransportFailure`` with `outOfResources` (`EMFILE`, `ENFILE`).
  package init() throws(TransportFailure) { pipe = try WakePipe() }

  package var descriptor: Int32 { pipe.descriptor }

  /// Makes the descriptor readable. From any thread.
  package func signal() {
    lock.withLock {
      // One byte at most, so that the pipe is never full.
      guard !isSignaled else { return }
      isSignaled = true
      pipe.wake()
    }
  }

  /// Makes the descriptor unreadable. What is looked for is looked for afterwards, so that no signal is missed.
  package func reset() {
    lock.withLock {
      guard isSignaled else { return }
      isSignaled = false
      pipe.takeBack()
    }
  }
}

extension ForwardingControl {
  /// A control whose changes are signaled.
  package convenience init(signaling signal: WakeSignal) {
    self.init { signal.signal() }
  }
}
