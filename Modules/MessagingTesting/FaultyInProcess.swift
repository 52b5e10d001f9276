internal import InProcessTransport
public import Messaging
internal import POSIXSupport

/// An in-process transport on which things go wrong as a test says: to see what an application does then.
///
///     let transport = try FaultyInProcess(.drop(.every(10)))
///     let storm = try FaultyInProcess(.drop(.random(0.1)), .duplicate(.random(0.05)), seed: 7)
///
/// Its sockets are those of ``/InProcessTransport/InProcess``, with the same names, queues and patterns. Without rules it behaves as
/// that does, but slower: all its sockets take one lock for each transfer. It is `Sendable`, and copies of it are one transport.
///
/// All rules that are for a message are applied, in their order: delays add up, and a message that is dropped can still be the one
/// after which a connection breaks. What happens to a message depends on the rules, the seed, the address, and the numbers of the
/// connection and the message, and on nothing else. So the same traffic has the same faults, whatever threads do meanwhile. Connections
/// of an address are numbered in the order in which sockets connect to it; threads that connect at the same time do so in an order
/// that the test leaves open.
///
/// - Faults happen on the way: a message that is dropped was sent, as far as the sender can tell.
/// - What happens to a message is decided when it is sent, and ``record`` has it from then on.
/// - A delayed message waits in the queue, and counts for the limits of the queue.
/// - A request that is dropped leaves the requester waiting, as a network does. It gives up with a deadline, and opens another
///   socket to ask again.
public struct FaultyInProcess: Transport {
  let network: Network

  /// The name by which people choose this transport.
  public static let name = "faulty"

  /// `inproc` alone.
  public static var schemes: [String] { InProcess.schemes }

  /// A transport with these faults; without any, nothing goes wrong.
  ///
  /// - Parameters:
  ///   - rules: The faults, in the order in which they are applied.
  ///   - seed: Decides where ``MessageSelection/random(_:)`` strikes.
  ///   - clock: What tells when a delay has passed; `nil` for the system's clock.
  /// - Throws: ``/Messaging/MessagingError`` with ``/Messaging/MessagingError/Code/invalidArgument`` for the first rule that
  ///   cannot be followed: a probability above 1, a negative duration, message 0. With
  ///   ``/Messaging/MessagingError/Code/outOfResources`` when there is no thread left to wait for the ends of delays on the
  ///   system's clock (`EAGAIN` of thread creation).
  public init(
    _ rules: FaultRule..., seed: UInt64 = 0, clock: ManualClock? = nil
  ) throws(MessagingError) {
    try self.init(rules, seed: seed, clock: clock)
  }

  /// A transport with these faults. As ``init(_:seed:clock:)-(FaultRule...,_,_)``.
  public init(
    _ rules: [FaultRule], seed: UInt64 = 0, clock: ManualClock? = nil
  ) throws(MessagingError) {
    network = Network(try FaultScript(rules, seed: seed), clock: clock)
    do throws(ThreadError) {
      try network.start()
    } catch {
      throw MessagingError(
        TransportFailure(.outOfResources, number: error.number, error.description), during: .open,
        of: Self.name)
    }
  }

  /// What was done to which message so far: by address, connection, sender and number, and to one message in the order in which it
  /// was done. So the records of two runs with the same traffic are equal. From any thread.
  public var record: [InjectedFault] { network.record }

  /// Opens a socket. As ``/InProcessTransport/InProcess/open(_:options:)``.
  public func open(
    _ pattern: Pattern<Self>, options: SocketOptions
  ) throws(TransportFailure) -> SocketHandle {
    let pattern = Pattern<InProcess>(pattern.name, sends: pattern.sends, receives: pattern.receives)
    let base = try network.transport.open(pattern, options: options)
    let sends = network.timeline.withLock { network.makeStream(for: pattern.name) }
    return SocketHandle(socket: FaultySocket(base, of: network, sends: sends))
  }

  /// Wakes every call that waits in a socket of this transport. As ``/InProcessTransport/InProcess/shutdown()``.
  public func shutdown() {
    // With the lock, like every change to links: a receiver looks at several before it takes from one.
    network.timeline.withLock { network.transport.shutdown() }
  }

  /// Closes the socket. Messages that were put behind others, or are to arrive once more, are dropped with it.
  public static func close(_ socket: inout SocketHandle) {
    socket.socket.withLock { $0.close() }
  }

  /// An open socket: the only reference to its owner's side.
  public struct SocketHandle {
    let socket: FaultySocket
  }
}
