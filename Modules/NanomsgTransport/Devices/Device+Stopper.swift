import Messaging
import POSIXSupport
import Synchronization

extension Nanomsg.Device {
  /// Ends a device's work, for good.
  public final class Stopper: Sendable {
    private let pipe: WakePipe
    private let stopped = Atomic(false)

    init() throws(TransportFailure) { pipe = try WakePipe() }

    /// Readable once stopped.
    var descriptor: Int32 { pipe.descriptor }

    /// Whether ``stop()`` was called.
    public var isStopped: Bool { stopped.load(ordering: .acquiring) }

    /// Makes ``Nanomsg/Device/run(until:)`` return, now or when it is called. From any thread, more than once.
    public func stop() {
      // Only the first fills the pipe, however often it is called.
      guard !stopped.exchange(true, ordering: .acquiringAndReleasing) else { return }
      pipe.wake()
    }
  }
}
