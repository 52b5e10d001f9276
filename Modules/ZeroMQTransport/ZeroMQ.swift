import CZeroMQ
public import Messaging

/// libzmq: sockets over `tcp`, `ipc` and, within one transport, `inproc`.
///
///     let transport = try ZeroMQ()
///     var publisher = try transport.socket(.publish)
///     try publisher.bind("tcp://127.0.0.1:5556")
///
/// A `ZeroMQ` stands for one libzmq context with its I/O threads; copies stand for the same one. When the last
/// copy and the last socket are gone, the context is terminated, which waits for messages that still
/// linger (see ``/Messaging/SocketOptions/linger``): at most the longest linger of its sockets. If the library has not ended
/// half a minute after that, it is left to itself.
///
/// Peers that are gone without a word are noticed by TCP's probes; those that connect and say nothing are dropped: see ``Option``.
///
/// - Warning: libzmq ends the process when a peer connects to an `ipc` address while there is no descriptor left
///   (`ipc_listener.cpp`). Have the limit of descriptors well above what peers can use up.
/// - Warning: A child process (`fork`) cannot use its parent's sockets: calls are ``/Messaging/MessagingError/Code/closed``,
///   except that sends seem to succeed until the queue is full. It can make a transport of its own.
public struct ZeroMQ: Sendable {
  let context: Context

  init(context: Context) { self.context = context }

  /// Makes a context.
  ///
  /// - Parameter options: Limits and threads.
  /// - Throws: ``/Messaging/MessagingError`` with `invalidArgument` for an option out of range, `permissionDenied` (`EPERM`)
  ///   for a scheduling that the system does not allow, and `outOfResources` when descriptors, threads or memory ran out
  ///   (`EMFILE`, `EAGAIN`, `ENOMEM`).
  public init(options: ContextOptions) throws(MessagingError) {
    do {
      context = try Context(options)
    } catch {
      throw MessagingError(error, during: .open, of: Self.name)
    }
  }

  /// Makes a context.
  ///
  /// - Parameters:
  ///   - ioThreads: As ``ContextOptions/ioThreads``.
  ///   - maximumSockets: As ``ContextOptions/maximumSockets``.
  /// - Throws: As ``init(options:)``.
  public init(ioThreads: Int = 1, maximumSockets: Int = 1_023) throws(MessagingError) {
    var options = ContextOptions()
    options.ioThreads = ioThreads
    options.maximumSockets = maximumSockets
    try self.init(options: options)
  }

  /// The libzmq context, for C code that shares it; valid as long as the transport or a socket of it.
  ///
  /// Sockets that C code opens in it have to be closed before the last of those goes, which waits for them for half a minute.
  package var nativeContext: UnsafeMutableRawPointer { context.pointer }
}
