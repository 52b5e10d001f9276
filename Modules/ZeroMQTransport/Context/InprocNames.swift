import CZeroMQ
import Messaging

/// The `inproc` names of a context that sockets connected to and nobody bound.
///
/// libzmq opens a socket for each such connection when the context ends, and aborts when there is no room or descriptor left for
/// it (`ctx.cpp`). So a spare socket, opened with the context, binds those names before.
final class InprocNames: @unchecked Sendable {
  private let lock = Lock()
  // Guarded by the lock.
  private var spare: UnsafeMutableRawPointer?
  private var bound: Set<String> = []
  private var awaited: Set<String> = []

  init(spare: UnsafeMutableRawPointer) { self.spare = spare }

  /// Connects to a name, unless the context has ended.
  ///
  /// - Parameter call: Has the library connect, which does not block.
  func connect<Result>(
    to name: String, call: () throws(TransportFailure) -> Result
  ) throws(TransportFailure) -> Result {
    try lock.withLock { () throws(TransportFailure) in
      guard spare != nil else { throw TransportFailure(ETERM, of: ZeroMQ.self) }
      let result = try call()
      if !bound.contains(name) { awaited.insert(name) }
      return result
    }
  }

  /// Binds a name, which connects those that wait for it.
  func bind<Result>(
    to name: String, call: () throws(TransportFailure) -> Result
  ) throws(TransportFailure) -> Result {
    try lock.withLock { () throws(TransportFailure) in
      let result = try call()
      bound.insert(name)
      awaited.remove(name)
      return result
    }
  }

  /// Whether a socket connected to a name, which nobody has bound since.
  func isAwaited(_ name: String) -> Bool { lock.withLock { awaited.contains(name) } }

  /// Called before the library unbinds names, or closes the socket that is bound to them.
  func willUnbind(_ names: [String]) {
    guard !names.isEmpty else { return }
    lock.withLock { bound.subtract(names) }
  }

  /// Connects whom nobody awaits any more, and closes the spare socket. Nothing is connected afterwards.
  ///
  /// - Parameter end: What ends the sockets, for which it is too late afterwards.
  func end(_ end: () -> Void = {}) {
    lock.withLock {
      if let spare {
        // Fails for a name that a socket is bound to that C code opened, or that lingers: nobody waits for it.
        for name in awaited { zmq_bind(spare, "inproc://\(name)") }
        zmq_close(spare)
      }
      spare = nil
      awaited = []
      end()
    }
  }
}
