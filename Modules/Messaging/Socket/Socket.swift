/// One end of a messaging pattern, owned by one place at a time.
///
///     let transport = try ZeroMQ()
///     var pull = try transport.socket(.pull)
///     let endpoint = try pull.bind("tcp://127.0.0.1:*")
///     var push = try transport.socket(.push)
///     try push.connect(endpoint)
///     try push.send("hello")
///     print(String(try pull.receive()))
///
/// A socket is non-copyable and every operation needs it exclusively: it may move to another thread or task,
/// two of them cannot use it at once, and that is checked by the compiler. It closes when it goes out
/// of scope, or in ``close()``.
///
/// Code that works with any transport takes `inout Socket<T>` and is generic over `T`.
@frozen
public struct Socket<T: Transport>: ~Copyable {
  @usableFromInline
  var anchored: DeinitAnchored<T.SocketHandle>

  @inlinable
  var handle: T.SocketHandle {
    @inline(__always)
    _read { yield anchored.value }
    @inline(__always)
    _modify { yield &anchored.value }
  }

  /// The largest message in bytes that is sent or received, from ``SocketOptions/maximumMessageSize``.
  public let maximumMessageSize: Int

  /// What the socket is for.
  public let pattern: Pattern<T>

  /// The address the socket was last bound or connected to; names the socket in errors.
  public internal(set) var endpoint: String?

  /// The message of the last failed ``send(_:deadline:)-(Message<T>,_)``, for ``reclaim()``.
  @usableFromInline
  var unsent: Message<T>?

  /// The prefixes subscribed to, each as often as it was, because libraries disagree about taking back one
  /// that was not.
  var subscriptions: [[UInt8]] = []

  init(handle: T.SocketHandle, pattern: Pattern<T>, options: SocketOptions) {
    anchored = DeinitAnchored(handle)
    self.maximumMessageSize = options.maximumMessageSize
    self.pattern = pattern
    self.unsent = nil
  }

  deinit {
    // A deinit cannot modify its own fields in place; the handle is not used again.
    var last = handle
    T.close(&last)
  }

  /// Closes the socket.
  ///
  /// What was accepted for sending is still delivered for the time of ``SocketOptions/linger``; see there
  /// for what each library can do. The call itself waits no longer than that.
  public consuming func close() {}

  @usableFromInline
  func error(
    _ failure: TransportFailure, during operation: MessagingError.Operation
  ) -> MessagingError {
    MessagingError(failure, during: operation, of: endpoint)
  }
}

// Libraries allow a socket to be handed from thread to thread, with a barrier, which moving a value
// between isolation domains implies. All operations are mutating, so there is no second user.
extension Socket: @unchecked Sendable {}
