import CZeroMQ
import Messaging
import POSIXSupport

extension ZeroMQ {
  /// A libzmq context, alive while a transport or a socket refers to it.
  @usableFromInline
  final class Context: @unchecked Sendable {
    // libzmq's contexts are thread safe. The pointer is valid until `deinit`.
    let pointer: UnsafeMutableRawPointer

    init(_ options: ContextOptions) throws(TransportFailure) {
      try options.validate()
      // libzmq aborts when the context's own descriptors run out: two for each I/O thread and for the thread
      // that closes sockets, and those of the first socket. They are opened with that socket.
      let descriptors = 2 * (options.ioThreads + 1) + Self.descriptorsOfSocket
      try Descriptors.require(descriptors)
      guard let pointer = zmq_ctx_new() else { throw TransportFailure(zmq_errno(), of: ZeroMQ.self) }
      self.pointer = pointer
      if let failure = Self.set(options, of: pointer) {
        zmq_ctx_term(pointer)
        throw failure
      }
      // Opened and closed at once, so that what is scarce is claimed while the check above still holds.
      guard let first = zmq_socket(pointer, ZMQ_PAIR) else {
        let failure = TransportFailure(zmq_errno(), of: ZeroMQ.self)
        zmq_ctx_term(pointer)
        throw failure
      }
      zmq_close(first)
    }

    deinit {
      // Every socket holds the context, so all are closed and their linger bounds the wait.
      while zmq_ctx_term(pointer) != 0, zmq_errno() == EINTR {}
    }

    func open(_ type: Int32) throws(TransportFailure) -> UnsafeMutableRawPointer {
      try Descriptors.require(Self.descriptorsOfSocket)
      guard let socket = zmq_socket(pointer, type) else {
        throw TransportFailure(zmq_errno(), of: ZeroMQ.self)
      }
      return socket
    }

    func shutdown() { zmq_ctx_shutdown(pointer) }

    /// A socket's signal takes one descriptor, its first listener or connection others that libzmq opens later.
    static let descriptorsOfSocket = 4
  }
}
