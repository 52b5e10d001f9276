public import Messaging
import POSIXSupport

/// Passes messages on between sockets of two transports, or of one.
///
///     var front = try inProcess.socket(.pull)
///     try front.bind("inproc://readings")                  // threads of this process push here
///     var back = try zeroMQ.socket(.push)
///     try back.connect("tcp://collector:5555")
///     var bridge = try Bridge(front, back)
///     let control = bridge.control
///     try bridge.run()                                     // until another thread calls control.stop()
///
/// It joins what every transport sends and receives freely: ``/Messaging/Pattern/pair``, ``/Messaging/Pattern/push``,
/// ``/Messaging/Pattern/pull``, ``/Messaging/Pattern/publish`` and ``/Messaging/Pattern/subscribe``, both ways where both
/// sockets have both. Bytes are copied once. Requests and replies pass where the library has sockets that lead replies
/// back: see ``/Messaging/ForwardingTransport``.
///
/// A message that is larger than the ``/Messaging/Socket/maximumMessageSize`` of a socket is dropped, and counted. Parts of a
/// message, which libzmq alone has, go on as messages. Subscriptions stay on their side: the front's are those that it was given.
public struct Bridge<
  Front: DescriptorSignalingTransport, Back: DescriptorSignalingTransport
>: Forwarder, ~Copyable {
  /// Steers the bridge, from any thread.
  public let control: ForwardingControl

  private let front: BridgeEnd<Front>
  private let back: BridgeEnd<Back>
  private var lanes: ForwardingLanes<BridgeLane<Front, Back>, BridgeLane<Back, Front>>
  private let signal: WakeSignal

  /// Joins two sockets.
  ///
  /// **Ownership:** the sockets are the bridge's, and close with it; also when the call throws.
  ///
  /// - Parameters:
  ///   - front: A socket.
  ///   - back: Another one, which sends when the front receives, or receives when it sends.
  /// - Throws: ``/Messaging/MessagingError`` with `invalidArgument` for patterns that do not go together, and
  ///   `outOfResources` (`EMFILE`).
  public init(
    _ front: consuming Socket<Front>, _ back: consuming Socket<Back>
  ) throws(MessagingError) {
    let isForward = front.pattern.receives && back.pattern.sends
    let isBackward = back.pattern.receives && front.pattern.sends
    guard isForward || isBackward, front.pattern.isFree, back.pattern.isFree else {
      throw MessagingError(
        TransportFailure(.invalidArgument, "a bridge does not join \(front.pattern) and \(back.pattern)"),
        during: .open, of: "bridge")
    }
    do {
      signal = try WakeSignal()
    } catch {
      throw MessagingError(error, during: .open, of: "bridge")
    }
    control = ForwardingControl(signaling: signal)
    let one = BridgeEnd(front)
    let other = BridgeEnd(back)
    lanes = ForwardingLanes(
      fromFront: isForward ? BridgeLane(from: one, to: other) : nil,
      fromBack: isBackward ? BridgeLane(from: other, to: one) : nil)
    self.front = one
    self.back = other
  }

  /// Passes messages on, until ``/Messaging/ForwardingControl/stop()``. As ``/Messaging/Forwarder/run(until:)``.
  @discardableResult
  public mutating func run(until deadline: Deadline) throws(MessagingError) -> ForwardingEnd {
    let (front, back, signal) = (front, back, signal)
    return try lanes.run(until: deadline, steeredBy: control) { fromFront, fromBack throws(MessagingError) in
      var (frontInterest, backInterest): (Readiness, Readiness) = ([], [])
      fromFront?.addInterest(inSource: &frontInterest, inSink: &backInterest)
      fromBack?.addInterest(inSource: &backInterest, inSink: &frontInterest)
      guard let ofFront = try front.descriptors(awaiting: frontInterest),
        let ofBack = try back.descriptors(awaiting: backInterest)
      else { return }
      do throws(TransportFailure) {
        let awaited = [signal.descriptor] + ofFront + ofBack
        try Descriptors.waitUntilReadable(any: awaited, until: deadline) { _ in }
      } catch {
        throw MessagingError(error, during: .forward, of: "bridge")
      }
      signal.reset()
    }
  }
}

extension Pattern {
  /// Whether its sockets send and receive whatever was sent and received before, on every transport.
  fileprivate var isFree: Bool {
    [.pair, .push, .pull, .publish, .subscribe].contains(self)
  }
}

// It belongs to one thread at a time, as its sockets do: running it is mutating.
extension Bridge: @unchecked Sendable {}
