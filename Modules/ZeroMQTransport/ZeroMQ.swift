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
/// linger (see ``/Messaging/SocketOptions/linger``): at most the longest linger of its sockets.
public struct ZeroMQ: Sendable {
  let context: Context

  /// Makes a context.
  ///
  /// - Parameters:
  ///   - ioThreads: The number of threads that libzmq uses for `tcp` and `ipc`, at least 1. One is enough for about a
  ///     gigabyte per second.
  ///   - maximumSockets: How many sockets can be open at a time, up to 65,535. One that was closed counts until libzmq's
  ///     threads are done with it. Another one is `outOfResources` (`EMFILE`).
  /// - Throws: ``/Messaging/MessagingError`` with `invalidArgument` for less than one thread or socket, and
  ///   `outOfResources` (`EMFILE`, `ENOMEM`).
  public init(ioThreads: Int = 1, maximumSockets: Int = 1_023) throws(MessagingError) {
    do {
      context = try Context(ioThreads: ioThreads, maximumSockets: maximumSockets)
    } catch {
      throw MessagingError(error, during: .open, of: Self.name)
    }
  }

  /// The version of the libzmq in use, such as `4.3.4`.
  public static var libraryVersion: String {
    var major: Int32 = 0
    var minor: Int32 = 0
    var patch: Int32 = 0
    zmq_version(&major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
  }

  /// The libzmq context, for C code that shares it; valid as long as the transport or a socket of it.
  ///
  /// Sockets that C code opens in it have to be closed before the last of those goes, which waits for them.
  package var nativeContext: UnsafeMutableRawPointer { context.pointer }
}
