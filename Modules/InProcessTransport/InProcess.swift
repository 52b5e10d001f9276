public import Messaging

/// Messaging between the threads of one process, in Swift alone.
///
///     let transport = InProcess()
///     var pull = try transport.socket(.pull)
///     let endpoint = try pull.bind("inproc://*")
///     var push = try transport.socket(.push)
///     try push.connect(endpoint)
///
/// Every `InProcess` has names of its own: sockets of two of them never meet.
///
/// - Addresses are `inproc://name`. Either side may come first, and a connection that ended is made
///   again as soon as somebody binds the name again.
/// - Between each two sockets there is a bounded queue for each way that messages go. Its limit is the smaller of the
///   sender's and the receiver's ``/Messaging/QueueLimit/messages``, rounded up to a power of two.
/// - A message that was accepted can be received after the sender closed or disconnected;
///   ``/Messaging/SocketOptions/linger`` and the reconnect intervals have no meaning here, and closing never waits.
/// - A sender without a peer waits; it does not queue. A publisher drops.
/// - A request whose replier went away is not repeated: the socket may send again, and receiving
///   waits until its deadline, forever without one.
/// - A waiting thread first looks again and again for some microseconds, then sleeps until it is woken.
/// - Memory of messages up to 1 MiB is kept for later ones: up to 2 MiB of each size by each thread, and 64 MiB by the
///   process.
public struct InProcess: Transport {
  /// The name by which people choose this transport.
  public static let name = "inprocess"

  /// `inproc` alone.
  public static let schemes = [scheme]

  static let scheme = "inproc"

  let names: NameSpace

  /// A transport with a name space of its own. Sockets keep the name space alive.
  public init() {
    names = NameSpace()
  }

  /// A transport whose connections are followed.
  package init(follower: any ConnectionFollower) {
    names = NameSpace(follower: follower)
  }

  /// Opens a socket. As ``/Messaging/Transport/open(_:options:)``; all options but the queues' limits in messages are
  /// without effect.
  public func open(
    _ pattern: Pattern<Self>, options: SocketOptions
  ) throws(TransportFailure) -> SocketHandle {
    guard let role = Role(pattern) else {
      throw TransportFailure(.unsupported, "no \(pattern) sockets in process")
    }
    let mailbox = Mailbox(role: role, options: options)
    try names.open(mailbox)
    let endpoint = UnsafeMutablePointer<Endpoint>.allocate(capacity: 1)
    endpoint.initialize(to: Endpoint(mailbox, in: names))
    return SocketHandle(endpoint: endpoint)
  }

  /// Wakes every call that waits in a socket of this transport; that call and all later ones fail
  /// with ``/Messaging/MessagingError/Code/closed``. From any thread, more than once.
  public func shutdown() {
    names.shutdown()
  }

  /// Closes the socket. Never waits: what peers have not received yet stays receivable for them.
  public static func close(_ socket: inout SocketHandle) {
    socket.endpoint.pointee.close()
    socket.endpoint.deinitialize(count: 1)
    socket.endpoint.deallocate()
  }

  /// An open socket: the only reference to its owner's side.
  public struct SocketHandle {
    // The state is behind a pointer so that the hot path has neither reference counts nor exclusivity
    // checks. The owner of the handle is the only one who follows it.
    let endpoint: UnsafeMutablePointer<Endpoint>
  }
}
