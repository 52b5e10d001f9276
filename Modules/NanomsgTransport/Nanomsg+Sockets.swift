import CNanomsg
import Messaging
import POSIXSupport
import Synchronization

// The library has one state for the process, which begins with its first socket and ends with its last.
extension Nanomsg {
  /// How many sockets are open.
  private static let openSockets = Atomic<Int>(0)

  /// The process in which they were opened.
  private static let generation = Atomic<Int>(0)

  /// `nn_socket`.
  static func openNative(_ type: SocketType) throws(TransportFailure) -> Int32 {
    if openSockets.load(ordering: .acquiring) == 0 {
      generation.store(Fork.generation, ordering: .releasing)
    } else if generation.load(ordering: .acquiring) != Fork.generation {
      // Its thread is the parent's.
      throw TransportFailure(
        .closed, number: inherited, "nanomsg was in use when the parent process made this one")
    }
    // nanomsg aborts when descriptors or threads run out half-way: those of a socket, and of the library's first use.
    try Descriptors.require(12)
    try ThreadSupply.require(1)
    let number = nn_socket(type.domain, type.number)
    guard number >= 0 else { throw TransportFailure(nn_errno(), of: Nanomsg.self) }
    openSockets.add(1, ordering: .acquiringAndReleasing)
    return number
  }

  /// `nn_close`, again when it was interrupted while the library's threads end.
  static func closeNative(_ socket: Int32) {
    while nn_close(socket) != 0, nn_errno() == EINTR {}
    openSockets.subtract(1, ordering: .acquiringAndReleasing)
  }
}
