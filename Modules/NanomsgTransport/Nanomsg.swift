public import Messaging

/// nanomsg: sockets over `tcp`, `ipc` and, within one process, `inproc`.
///
///     let transport = try Nanomsg()
///     var publisher = try transport.socket(.publish)
///     try publisher.bind("tcp://127.0.0.1:5556")
///
/// A `Nanomsg` stands for the sockets that were opened through it and its copies, which ``shutdown()`` ends; the
/// library itself has one state for the whole process, with at most ``maximumSockets`` sockets.
///
/// - Warning: nanomsg 1.1.5 aborts the process when a peer sends anything but a subscription to a
///   ``/Messaging/Pattern/publish`` socket (`xpub.c`). Bind or connect one only where every peer can be trusted.
/// - Warning: nanomsg does not linger: closing a socket loses what it still queues. See
///   ``/Messaging/SocketOptions/linger``.
public struct Nanomsg: Sendable {
  let context: Context

  /// How many sockets a process can have open at a time (`NN_MAX_SOCKETS`). Another one is `outOfResources` (`EMFILE`).
  public static let maximumSockets = 512

  /// Prepares the library.
  ///
  /// - Throws: ``/Messaging/MessagingError`` with `outOfResources` (`EMFILE`).
  public init() throws(MessagingError) {
    do {
      context = try Context()
    } catch {
      throw MessagingError(error, during: .open, of: Self.name)
    }
  }
}
