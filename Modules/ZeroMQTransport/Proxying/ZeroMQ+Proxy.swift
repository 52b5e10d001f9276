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
  public struct Proxy: ~Copyable {
    private let front: Socket<ZeroMQ>
    private let back: Socket<ZeroMQ>
    private let capture: Socket<ZeroMQ>?
    private let frontHandle: SocketHandle
    private var fromFront: ProxyLane?
    private var fromBack: ProxyLane?

    /// Steers the proxy, from any thread.
    public let control: ProxyControl

    /// Joins two sockets.
    ///
    /// **Ownership:** the sockets are the proxy's, and close with it; also when the call throws.
    ///
    /// - Parameters:
    ///   - front: A socket, such as of ``/Messaging/Pattern/router``, ``/Messaging/Pattern/extendedSubscribe`` or
    ///     ``/Messaging/Pattern/pull``.
    ///   - back: Another one, such as of ``/Messaging/Pattern/dealer``, ``/Messaging/Pattern/extendedPublish`` or
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
        control = try ProxyControl()
      } catch {
        throw MessagingError(error, during: .open, of: "proxy")
      }
      frontHandle = one
      fromFront = isForward ? ProxyLane(from: one, to: other, capture: third) : nil
      fromBack = isBackward ? ProxyLane(from: other, to: one, capture: third) : nil
      self.front = consume front
      self.back = consume back
      self.capture = consume capture
    }

    deinit {
      var lanes = [fromFront, fromBack]
      for index in lanes.indices { lanes[index]?.drop() }
    }

    /// Passes messages on, until ``ProxyControl/stop()``.
    ///
    /// The call can be repeated. A message that was received and not sent yet when it ended waits for the next one; it is
    /// lost with the proxy.
    ///
    /// - Parameter deadline: When to return if nobody stops it.
    /// - Returns: `true` when it was stopped, `false` when the deadline passed.
    /// - Throws: ``/Messaging/MessagingError`` with `closed` after the transport was shut down (`ETERM`), or what the library
    ///   said when it refused a message, which is dropped.
    @discardableResult
    public mutating func run(until deadline: Deadline = .never) throws(MessagingError) -> Bool {
      do throws(TransportFailure) {
        while true {
          control.reset()
          if control.isStopped { return true }
          if deadline.remaining == .zero { return false }
          let isBusy = control.isPaused ? false : try pass()
          if !isBusy { try wait(until: deadline) }
        }
      } catch {
        throw MessagingError(error, during: MessagingError.Operation("forward"), of: front.endpoint)
      }
    }

    /// Passes messages on in turn, and not for ever, so that neither direction starves and a command is seen.
    ///
    /// - Returns: Whether there were any.
    private mutating func pass() throws(TransportFailure) -> Bool {
      var passed = ProxyStatistics()
      defer { control.count(passed) }
      for _ in 0..<100 {
        guard let size = try fromFront?.step() else { break }
        passed.messagesFromFront += 1
        passed.bytesFromFront += size
      }
      for _ in 0..<100 {
        guard let size = try fromBack?.step() else { break }
        passed.messagesFromBack += 1
        passed.bytesFromBack += size
      }
      return passed != ProxyStatistics()
    }

    private func wait(until deadline: Deadline) throws(TransportFailure) {
      var entries = [ZeroMQ.pollEntry(forDescriptor: control.descriptor, interest: .receiving)]
      let isPaused = control.isPaused
      if isPaused {
        entries.append(try frontHandle.entryForCommands)
      } else {
        if let fromFront { entries.append(try fromFront.entry) }
        if let fromBack { entries.append(try fromBack.entry) }
      }
      try ZeroMQ.poll(&entries, until: deadline)
      // Has commands carried out, such as to end with the transport.
      if isPaused { let _: Int32 = try frontHandle.value(of: ZMQ_EVENTS) }
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
