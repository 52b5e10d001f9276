package import Messaging
internal import Synchronization

/// A descriptor that is readable from a signal until it is reset.
package final class WakeSignal: Sendable {
  private let pipe: WakePipe
  private let isSignaled = Mutex(false)

  /// - Throws: ``TransportFailure`` with `outOfResources` (`EMFILE`, `ENFILE`).
  package init() throws(TransportFailure) { pipe = try WakePipe() }

  package var descriptor: Int32 { pipe.descriptor }

  /// Makes the descriptor readable. From any thread.
  package func signal() {
    isSignaled.withLock { isSignaled in
      // One byte at most, so that the pipe is never full.
      guard !isSignaled else { return }
      isSignaled = true
      pipe.wake()
    }
  }

  /// Makes the descriptor unreadable. What is looked for is looked for afterwards, so that no signal is missed.
  package func reset() {
    isSignaled.withLock { isSignaled in
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
