import CZeroMQ
public import Messaging
import POSIXSupport

extension ZeroMQ {
  /// Passes messages on between two sockets, both ways where the patterns have both, and copies to a third.
  ///
  ///     var front = try transport.socket(.router)
  ///     try front.bind("tcp://*:5555")                       // requesters connect here
  ///     var back = try transport.socket(.dealer)
  ///     try back.bind("tcp://*:5556")                        // repliers connect here
  ///     var proxy = try ZeroMQ.Proxy(front, back)
  ///     let control = proxy.control
  ///     try proxy.run()                                      // until another thread calls control.stop()
  ///
  /// It does what `zmq_proxy_steerable` does, on the thread that calls ``run(until:)``, without the assertion by which that ends
  /// the process when it does not know a command. A direction whose receiver does not keep up waits without holding up the
  /// other one. A capture socket that does not keep up holds up both.
  public struct Proxy: Forwarder, ~Copyable {
    private let front: Socket<ZeroMQ>
    private let back: Socket<ZeroMQ>
    private let capture: Socket<ZeroMQ>?
    private let frontHandle: SocketHandle
    private var lanes: ForwardingLanes<ProxyLane, ProxyLane>
    private let signal: WakeSignal

    /// Steers the proxy, from any thread.
    public let control: ForwardingControl

    /// Joins two sockets.
    ///
    /// **Ownership:** the sockets are the proxy's, and close with it; also when the call throws.
    ///
    /// - Parameters:
    ///   - front: A socket, such as of ``Messaging/Pattern/router``, ``Messaging/Pattern/extendedSubscribe`` or
    ///     ``/Messaging/Pattern/pull``.
    ///   - back: Another one, such as of ``Messaging/Pattern/dealer``, ``Messaging/Pattern/extendedPublish`` or
    ///     ``/Messaging/Pattern/push``.
    ///   - capture: A socket that all messages are sent to as well, such as of ``/Messaging/Pattern/publish``.
    /// - Throws: ``/Messaging/MessagingError`` with `invalidArgument` for sockets of which none sends what the other receives,
    ///   or that take turns, or a capture socket that does not send; and `outOfResources` (`EMFILE`).
    public init(
      _ front: consuming Socket<ZeroMQ>, _ back: consuming Socket<ZeroMQ>,
      capture: consuming Socket<ZeroMQ>? = nil
    ) throws(MessagingError) {
      let one = try front.proxyHandle()
      let other = try back.proxyHandle()
      let third = try capture?.proxyHandle()
      let isForward = front.pattern.receives && back.pattern.sends
      let isBackward = back.pattern.receives && front.pattern.sends
      let takesTurns = one.traits.contains(.alternating) || other.traits.contains(.alternating)
      guard isForward || isBackward, !takesTurns, capture?.pattern.sends != false else {
        throw MessagingError(
          TransportFailure(.invalidArgument, "a proxy does not join \(front.pattern) and \(back.pattern)"),
          during: .open, of: "proxy")
      }
      do {
        signal = try WakeSignal()
      } catch {
        throw MessagingError(error, during: .open, of: "proxy")
      }
      control = ForwardingControl(signaling: signal)
      frontHandle = one
      lanes = ForwardingLanes(
        fromFront: isForward ? ProxyLane(from: one, to: other, capture: third) : nil,
        fromBack: isBackward ? ProxyLane(from: other, to: one, capture: third) : nil)
      self.front = consume front
      self.back = consume back
      self.capture = consume capture
    }

    deinit {
      var (one, other) = (lanes.fromFront, lanes.fromBack)
      one?.drop()
      other?.drop()
    }

    /// Passes messages on, until ``/Messaging/ForwardingControl/stop()``. As ``/Messaging/Forwarder/run(until:)``.
    @discardableResult
    public mutating func run(until deadline: Deadline) throws(MessagingError) -> ForwardingEnd {
      let (handle, signal) = (frontHandle, signal)
      do {
        return try lanes.run(until: deadline, steeredBy: control) {
          fromFront, fromBack throws(TransportFailure) in
          var entries = [ZeroMQ.pollEntry(forDescriptor: signal.descriptor, interest: .receiving)]
          if let fromFront { entries.append(try fromFront.entry) }
          if let fromBack { entries.append(try fromBack.entry) }
          let isPaused = fromFront == nil && fromBack == nil
          if isPaused { entries.append(try handle.entryForCommands) }
          try ZeroMQ.poll(&entries, until: deadline)
          signal.reset()
          // Has commands carried out, such as to end with the transport.
          if isPaused { let _: Int32 = try handle.value(of: ZMQ_EVENTS) }
        }
      } catch {
        throw MessagingError(error, during: .forward, of: front.endpoint)
      }
    }
  }
}

// It belongs to one thread at a time, as its sockets do: running it is mutating.
extension ZeroMQ.Proxy: @unchecked Sendable {}

extension Socket where T == ZeroMQ {
  /// A copy of the handle, which is used no longer than the socket is there.
  fileprivate mutating func proxyHandle() throws(MessagingError) -> ZeroMQ.SocketHandle {
    try withUnsafeHandle(during: .open) { $0 }
  }
}
