import CNanomsg
public import Messaging
import POSIXSupport

extension Nanomsg {
  /// Forwards messages between two sockets, both ways where the patterns have both, with the headers that lead replies back.
  ///
  ///     var front = try transport.socket(.raw(.reply))
  ///     try front.bind("tcp://*:5555")                       // requesters connect here
  ///     var back = try transport.socket(.raw(.request))
  ///     try back.bind("tcp://*:5556")                        // repliers connect here
  ///     var device = try Nanomsg.Device(front, back)
  ///     let control = device.control
  ///     try device.run()                                     // until another thread calls control.stop()
  ///
  /// It does what `nn_device` does, on the thread that calls ``run(until:)``, and can be ended without closing sockets under a
  /// thread that uses them. A direction whose receiver does not keep up waits, as the patterns say, without holding up the
  /// other one.
  ///
  /// A message that is larger than either socket's ``/Messaging/Socket/maximumMessageSize``, which only `inproc` lets through, is
  /// dropped. Messages over `ws` go on as ``Option/webSocketMessageType`` of the socket that sends them says.
  public struct Device: Forwarder, ~Copyable {
    let front: Socket<Nanomsg>
    let back: Socket<Nanomsg>?
    private var lanes: ForwardingLanes<Lane, Lane>
    private let context: Context
    private let signal: WakeSignal

    /// Steers the device, from any thread.
    public let control: ForwardingControl

    /// Joins two raw sockets.
    ///
    /// **Ownership:** the sockets are the device's, and close with it; also when the call throws.
    ///
    /// - Parameters:
    ///   - front: A socket of ``Messaging/Pattern/raw(_:)``.
    ///   - back: One whose pattern is the opposite: what the front receives, it sends.
    /// - Throws: ``/Messaging/MessagingError`` with `invalidArgument` for sockets that are not raw, or whose patterns do not
    ///   go together, and `outOfResources` (`EMFILE`).
    public init(
      _ front: consuming Socket<Nanomsg>, _ back: consuming Socket<Nanomsg>
    ) throws(MessagingError) {
      let limit = min(front.maximumMessageSize, back.maximumMessageSize)
      let (one, other) = (try front.deviceEnd(), try back.deviceEnd())
      guard one.goesWith(other) else {
        throw Self.error("a device does not join \(front.pattern) and \(back.pattern)")
      }
      signal = try Self.makeSignal()
      control = ForwardingControl(signaling: signal)
      lanes = ForwardingLanes(
        fromFront: one.receives ? Lane(from: one, to: other, limit: limit) : nil,
        fromBack: other.receives ? Lane(from: other, to: one, limit: limit) : nil)
      context = one.context
      self.front = consume front
      self.back = consume back
    }

    /// Sends what a raw socket receives back through the same one: of the pattern ``Messaging/Pattern/bus``, to all others.
    ///
    /// **Ownership:** the socket is the device's, and closes with it; also when the call throws.
    ///
    /// - Throws: As ``init(_:_:)``.
    public init(loopback socket: consuming Socket<Nanomsg>) throws(MessagingError) {
      let end = try socket.deviceEnd()
      guard end.goesWith(end) else { throw Self.error("a device does not loop \(socket.pattern)") }
      signal = try Self.makeSignal()
      control = ForwardingControl(signaling: signal)
      context = end.context
      lanes = ForwardingLanes(
        fromFront: Lane(from: end, to: end, limit: socket.maximumMessageSize), fromBack: nil)
      front = consume socket
      back = nil
    }

    deinit {
      lanes.fromFront?.free()
      lanes.fromBack?.free()
    }

    /// Passes messages on, until ``/Messaging/ForwardingControl/stop()``. As ``/Messaging/Forwarder/run(until:)``.
    @discardableResult
    public mutating func run(until deadline: Deadline) throws(MessagingError) -> ForwardingEnd {
      let (context, signal) = (context, signal)
      do {
        return try lanes.run(until: deadline, steeredBy: control) {
          fromFront, fromBack throws(TransportFailure) in
          let awaited = [fromFront, fromBack].compactMap { $0?.awaitedDescriptor }
          var isShutDown = false
          try Descriptors.waitUntilReadable(
            any: [context.wakeDescriptor, signal.descriptor] + awaited, until: deadline
          ) { if $0 == 0 { isShutDown = true } }
          signal.reset()
          if isShutDown { throw TransportFailure(ETERM, of: Nanomsg.self) }
        }
      } catch {
        throw MessagingError(error, during: .forward, of: front.endpoint)
      }
    }

    private static func makeSignal() throws(MessagingError) -> WakeSignal {
      do {
        return try WakeSignal()
      } catch {
        throw MessagingError(error, during: .open, of: "device")
      }
    }

    private static func error(_ reason: String) -> MessagingError {
      MessagingError(TransportFailure(.invalidArgument, reason), during: .open, of: "device")
    }
  }
}

// It belongs to one thread at a time, as its sockets do: running it is mutating.
extension Nanomsg.Device: @unchecked Sendable {}
