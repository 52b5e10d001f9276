internal import CMessaging
internal import Messaging
internal import POSIXSupport

/// Tells which of many descriptors are readable: `epoll`, or `kqueue`.
///
/// A descriptor that is closed leaves the queue by itself.
struct ReadinessQueue: ~Copyable, Sendable {
  private let queue: Int32
  /// Ends a wait.
  private let signal: WakeSignal

  /// - Throws: ``/Messaging/TransportFailure`` with `outOfResources` (`EMFILE`, `ENFILE`, `ENOMEM`).
  init() throws(TransportFailure) {
    let signal = try WakeSignal()
    let queue = messaging_readiness_open()
    guard queue >= 0 else { throw Self.failure(-queue) }
    let number = messaging_readiness_arm(queue, signal.descriptor, 0)
    guard number == 0 else {
      messaging_readiness_close(queue)
      throw Self.failure(number)
    }
    self.signal = signal
    self.queue = queue
  }

  deinit { messaging_readiness_close(queue) }

  /// Has the next ``wait(milliseconds:report:)`` report a descriptor if it is readable then, once. From any thread, also
  /// during a wait.
  ///
  /// - Throws: ``/Messaging/TransportFailure`` with `outOfResources` (`ENOSPC`, `ENOMEM`).
  borrowing func arm(_ descriptor: Int32) throws(TransportFailure) {
    let number = messaging_readiness_arm(queue, descriptor, 1)
    guard number == 0 else { throw Self.failure(number) }
  }

  /// Ends the wait, or the next one. From any thread.
  borrowing func wake() { signal.signal() }

  /// Waits until a descriptor is readable that was armed, or ``wake()`` is called. On one thread at a time.
  ///
  /// - Parameters:
  ///   - milliseconds: When to give up; negative for never.
  ///   - report: Receives the descriptors, which may be none.
  borrowing func wait(milliseconds: Int32, report: (UnsafeBufferPointer<Int32>) -> Void) {
    let capacity = Int(messaging_readiness_batch)
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: capacity) { buffer in
      buffer.initialize(repeating: -1)
      let count = Int(messaging_readiness_wait(queue, buffer.baseAddress!, milliseconds))
      // Before what the signal was for is looked at, so that none is missed.
      for index in 0..<count where buffer[index] == signal.descriptor { signal.reset() }
      report(UnsafeBufferPointer(rebasing: buffer[..<count]))
    }
  }

  private static func failure(_ number: Int32) -> TransportFailure {
    TransportFailure(
      MessagingError.Code(errno: number), number: number, "the system cannot wait for more descriptors")
  }
}
