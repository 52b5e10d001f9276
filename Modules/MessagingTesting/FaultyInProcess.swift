internal import InProcessTransport
public import Messaging
internal import POSIXSupport

/// An in-process transport on which things go wrong as a script says: for tests of what an application does then.
///
///     let transport = try FaultyInProcess(FaultScript(.drop(.number(3)), .duplicate(.every(10))))
///     var push = try transport.socket(.push)
///     ...
///     #expect(transport.record.map(\.effect) == [.dropped])
///
/// Its sockets are those of ``/InProcessTransport/InProcess``, with the same names, queues and patterns. Without rules it behaves as
/// that does, but slower: all its sockets take one lock for each transfer. It is `Sendable`, and copies of it are one transport.
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

  /// A transport on the system's clock.
  ///
  /// - Throws: ``/Messaging/MessagingError`` with ``/Messaging/MessagingError/Code/outOfResources`` when there is no thread left
  ///   to wait for the ends of the script's delays (`EAGAIN` of thread creation).
  public init(_ script: FaultScript) throws(MessagingError) {
    network = Network(script, clock: nil)
    do throws(ThreadError) {
      try network.start()
    } catch {
      throw MessagingError(
        TransportFailure(.outOfResources, number: error.number, error.description), during: .open,
        of: Self.name)
    }
  }

  /// A transport on a clock that the test advances.
  public init(_ script: FaultScript, clock: ManualClock) {
    network = Network(script, clock: clock)
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
    let sends = network.timeline.withLock { network.makeLane(for: pattern.name) }
    return SocketHandle(socket: FaultySocket(base, of: network, sends: sends))
  }

  /// Wakes every call that waits in a socket of this transport. As ``/InProcessTransport/InProcess/shutdown()``.
  public func shutdown() { network.transport.shutdown() }

  /// Closes the socket. Messages that were put behind others, or are to arrive once more, are dropped with it.
  public static func close(_ socket: inout SocketHandle) {
    socket.socket.withLock { $0.close() }
  }

  /// An open socket: the only reference to its owner's side.
  public struct SocketHandle {
    let socket: FaultySocket
  }
}
