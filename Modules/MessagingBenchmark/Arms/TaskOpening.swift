public import Messaging
import MessagingAsync

/// Opens the ends that tasks have, for a transport of which it is not known otherwise that tasks can wait for its sockets.
@usableFromInline
struct TaskOpening<T: Transport>: Sendable {
  /// - Parameter prepare: Makes the socket ready before it is bound or connected.
  let open:
    @Sendable (
      T, Pattern<T>, SocketOptions, _ size: Int, Role, _ prepare: (inout Socket<T>) throws -> Void
    ) throws -> any SocketedEnd

  @usableFromInline
  init(_ loops: TaskLoops<T>) where T: DescriptorSignalingTransport {
    open = { transport, pattern, options, size, role, prepare in
      try TaskEnd(
        transport, pattern, options: options, size: size, role: role, loops: loops, prepare: prepare)
    }
  }
}
