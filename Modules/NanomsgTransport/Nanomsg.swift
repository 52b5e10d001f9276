public import Messaging

/// nanomsg: sockets over `tcp`, `ws`, `ipc` and, within one process, `inproc`.
///
///     let transport = try Nanomsg()
///     var publisher = try transport.socket(.publish)
///     try publisher.bind("tcp://127.0.0.1:5556")
///
/// A `Nanomsg` stands for the sockets that were opened through it and its copies, which ``shutdown()`` ends; the
/// library itself has one state for the whole process, with at most ``maximumSockets`` sockets.
///
/// Besides what every transport has, there are:
///
/// - the patterns ``Messaging/Pattern/survey``, ``Messaging/Pattern/respond`` and ``Messaging/Pattern/bus``;
/// - options of its own, ``Option``, and what it counts, ``Statistics``;
/// - ``Device``, which forwards messages, and ``/Messaging/Poller``, which waits for many sockets;
/// - addresses of the form `ws://host:port`, for WebSocket, to which peers may connect with any path. There is no TLS.
///
/// - Warning: nanomsg 1.1.5 aborts the process when a peer sends anything to a ``/Messaging/Pattern/publish`` socket, which
///   proper subscribers do not (`xpub.c`). Bind or connect one only where every peer can be trusted.
/// - Warning: nanomsg does not linger: closing a socket loses what it still queues. See
///   ``/Messaging/SocketOptions/linger``. What matters needs an answer from the other side.
/// - Warning: nanomsg does not survive `fork`: its thread is not in the child, where every call of its parent's sockets is
///   ``/Messaging/MessagingError/Code/closed``, and so is opening others if its parent had any. Start programs with
///   `posix_spawn`, or `exec` at once.
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
