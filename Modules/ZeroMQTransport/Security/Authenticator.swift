public import Messaging
import POSIXSupport

/// Decides on the peers of all servers of a transport, on a thread of its own, as long as it exists (ZeroMQ's RFC 27, ZAP).
///
///     let authenticator = try Authenticator(transport) { request in
///       request.identity == .key(friend) ? .allow(userID: "friend") : .deny()
///     }
///     try server.secure(.curveServer(keys.secretKey))
///     try server.bind("tcp://*:5555")
///
/// Make it before its servers are bound. When it is gone, servers with a domain let nobody in any more; connections that
/// there are stay.
public struct Authenticator: ~Copyable {
  private let work: Work

  /// Starts deciding.
  ///
  /// - Parameters:
  ///   - transport: The transport of the servers.
  ///   - decide: Decides on a peer. Called on the authenticator's thread, one at a time; every peer waits meanwhile.
  /// - Throws: ``/Messaging/MessagingError`` with `addressInUse` when the transport has an authenticator (`EADDRINUSE`),
  ///   `outOfResources` when there is no thread or descriptor left, and `closed` after the transport was shut down (`ETERM`).
  public init(
    _ transport: ZeroMQ, decide: @escaping @Sendable (AuthenticationRequest) -> AuthenticationDecision
  ) throws(MessagingError) {
    var requests = try transport.socket(.reply)
    try requests.bind(Self.address)
    var stopped = try transport.socket(.pair)
    var stop = try transport.socket(.pair)
    try stop.connect(try stopped.bind("inproc://*"))
    let desk = AuthenticationDesk(requests: requests, stopped: stopped, decide: decide)
    do {
      let thread = try JoinableThread(moving: desk) { desk in
        var desk = desk
        desk.work()
      }
      work = Work(thread: thread, stop: stop, context: transport.context)
    } catch {
      throw MessagingError(
        TransportFailure(.outOfResources, "\(error)"), during: .open, of: Self.address)
    }
  }

  /// Starts deciding by a policy. As ``init(_:decide:)``.
  public init(_ transport: ZeroMQ, policy: AccessPolicy) throws(MessagingError) {
    try self.init(transport) { policy.decide(on: $0) }
  }

  /// Stops deciding, and waits for the decision under way.
  public consuming func close() {}

  /// Where libzmq asks.
  static let address = "inproc://zeromq.zap.01"

  /// The thread, and what ends it.
  private final class Work: @unchecked Sendable {
    private var thread: JoinableThread<Void>?
    private var stop: Socket<ZeroMQ>
    private let context: ZeroMQ.Context

    init(
      thread: consuming JoinableThread<Void>, stop: consuming Socket<ZeroMQ>, context: ZeroMQ.Context
    ) {
      self.context = context
      self.thread = consume thread
      self.stop = consume stop
    }

    deinit {
      // A child process does not have the thread.
      guard !context.isInherited else { return }
      // Fails only when the transport was shut down, which ends the thread as well.
      try? stop.send("")
      guard let thread = thread.take() else { return }
      try? thread.join()
    }
  }
}
