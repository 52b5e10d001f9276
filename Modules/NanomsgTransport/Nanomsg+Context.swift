import Messaging
import POSIXSupport
import Synchronization

extension Nanomsg {
  /// What the sockets of one transport share: how they learn of its shutdown.
  @usableFromInline
  final class Context: @unchecked Sendable {
    /// Set for good by ``shutdown()``. Allocated by itself so that a socket's fast path reads it without
    /// counting references; valid as long as the context, which every socket holds.
    let isShutDown: UnsafeMutablePointer<Atomic<Bool>>

    private let wakePipe: WakePipe

    /// Readable after ``shutdown()``.
    var wakeDescriptor: Int32 { wakePipe.descriptor }

    init() throws(TransportFailure) {
      wakePipe = try WakePipe()
      isShutDown = .allocate(capacity: 1)
      isShutDown.initialize(to: Atomic(false))
    }

    deinit {
      isShutDown.deinitialize(count: 1)
      isShutDown.deallocate()
    }

    func shutdown() {
      isShutDown.pointee.store(true, ordering: .releasing)
      wakePipe.wake()
    }
  }
}
