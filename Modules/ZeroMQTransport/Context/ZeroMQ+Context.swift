import CZeroMQ
import Messaging
import POSIXSupport
import Synchronization

extension ZeroMQ {
  /// A libzmq context, alive while a transport or a socket refers to it.
  @usableFromInline
  final class Context: @unchecked Sendable {
    // libzmq's contexts are thread safe. The pointer is valid until `deinit`.
    let pointer: UnsafeMutableRawPointer

    let names: InprocNames

    /// Another one than the process's in a child of the process that made the context.
    private let generation = Fork.generation

    /// The longest that a socket lingers, in milliseconds.
    private let longestLinger = Atomic<Int>(0)

    init(_ options: ContextOptions) throws(TransportFailure) {
      try options.validate()
      // libzmq aborts when the context's own descriptors or threads run out: two descriptors for each I/O thread and for the
      // thread that closes sockets, and those of the first socket. They are opened and started with that socket.
      let threads = options.ioThreads + 1
      try Descriptors.require(2 * threads + Self.descriptorsOfSocket)
      try ThreadSupply.require(threads)
      guard let pointer = zmq_ctx_new() else { throw TransportFailure(zmq_errno(), of: ZeroMQ.self) }
      self.pointer = pointer
      if let failure = Self.set(options, of: pointer) {
        zmq_ctx_term(pointer)
        throw failure
      }
      // Opened at once, so that what is scarce is claimed while the checks above still hold.
      guard let spare = zmq_socket(pointer, ZMQ_PAIR) else {
        let failure = TransportFailure(zmq_errno(), of: ZeroMQ.self)
        zmq_ctx_term(pointer)
        throw failure
      }
      names = InprocNames(spare: spare)
    }

    deinit {
      guard !isInherited else { return }
      names.end()
      // Every socket holds the context, so all are closed and their linger bounds the wait, unless something in the library
      // hangs.
      let (context, linger) = (Pointer(value: pointer), longestLinger.load(ordering: .relaxed))
      BoundedCall.run(until: .after(.milliseconds(linger) + Self.patience)) {
        while zmq_ctx_term(context.value) != 0, zmq_errno() == EINTR {}
      }
    }

    /// Whether the context is a parent process's, whose threads are not here: then the library is not called.
    @usableFromInline
    var isInherited: Bool { Fork.generation != generation }

    /// Checks that the context is this process's.
    ///
    /// - Throws: ``/Messaging/TransportFailure`` with `closed`.
    func requireOwn() throws(TransportFailure) {
      if isInherited { throw TransportFailure(ZeroMQ.inherited, of: ZeroMQ.self) }
    }

    func open(_ type: Int32, linger: Int32) throws(TransportFailure) -> UnsafeMutableRawPointer {
      try requireOwn()
      try Descriptors.require(Self.descriptorsOfSocket)
      guard let socket = zmq_socket(pointer, type) else {
        throw TransportFailure(zmq_errno(), of: ZeroMQ.self)
      }
      longestLinger.max(Int(linger), ordering: .relaxed)
      return socket
    }

    func shutdown() {
      // It takes locks that threads of the parent may have held.
      guard !isInherited else { return }
      names.end { zmq_ctx_shutdown(pointer) }
    }

    /// A socket's signal takes one descriptor, its first listener or connection others that libzmq opens later.
    static let descriptorsOfSocket = 4

    /// How much longer than sockets linger the end of a context may take.
    private static let patience = Duration.seconds(30)

    private struct Pointer: @unchecked Sendable {
      let value: UnsafeMutableRawPointer
    }
  }
}
