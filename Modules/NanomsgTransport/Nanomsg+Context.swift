import CNanomsg
import Messaging
import POSIXSupport
import Synchronization

extension Nanomsg {
  /// What the sockets of one transport share: how they learn of its shutdown.
  @usableFromInline
  final class Context: @unchecked Sendable {
    /// Set for good by ``shutdown()``, and in a child of the process that made the context. Allocated by itself so that a
    /// socket's fast path reads it without counting references; the context's as long as that, which every socket holds.
    let isShutDown: UnsafeMutablePointer<Atomic<Bool>>

    private let wakePipe: WakePipe

    /// Another one than the process's in a child of the process that made the context.
    private let generation = Fork.generation

    /// Whether the context is a parent process's, whose threads are not here: then the library is not called.
    var isInherited: Bool { Fork.generation != generation }

    /// Why a socket's calls fail once ``isShutDown`` is set.
    var end: Int32 { isInherited ? Nanomsg.inherited : ETERM }

    /// Checks that ``isShutDown`` is not set.
    ///
    /// - Throws: ``/Messaging/TransportFailure`` with `closed`.
    func requireOpen() throws(TransportFailure) {
      if isShutDown.pointee.load(ordering: .acquiring) { throw TransportFailure(end, of: Nanomsg.self) }
    }

    /// Readable after ``shutdown()``.
    var wakeDescriptor: Int32 { wakePipe.descriptor }

    init() throws(TransportFailure) {
      wakePipe = try WakePipe()
      isShutDown = ForkFlag.take()
    }

    deinit { ForkFlag.giveBack(isShutDown) }

    func shutdown() {
      // The pipe is the parent's as well, whose sockets it would end.
      guard !isInherited else { return }
      isShutDown.pointee.store(true, ordering: .releasing)
      wakePipe.wake()
    }
  }
}
