import CNanomsg
public import Messaging
import POSIXSupport
import Synchronization

extension Nanomsg {
  /// Forwards messages between two sockets, both ways where the patterns have both, with the headers that lead replies back.
  ///
  ///     var front = try transport.socket(.raw(.reply))
  ///     try front.bind("tcp://*:5555")                       // requesters connect here
  ///     var back = try transport.socket(.raw(.request))
  ///     try back.bind("tcp://*:5556")                        // repliers connect here
  ///     var device = try Nanomsg.Device(front, back)
  ///     let stopper = device.stopper
  ///     try device.run()                                     // until another thread calls stopper.stop()
  ///
  /// It does what `nn_device` does, on the thread that calls ``run(until:)``, and can be ended without closing sockets under a
  /// thread that uses them. A direction whose receiver does not keep up waits, as the patterns say, without holding up the
  /// other one.
  ///
  /// A message that is larger than either socket's ``/Messaging/Socket/maximumMessageSize``, which only `inproc` lets through, is
  /// dropped. Messages over `ws` go on as ``Option/webSocketMessageType`` of the socket that sends them says.
  public struct Device: ~Copyable {
    let front: Socket<Nanomsg>
    let back: Socket<Nanomsg>?
    private var lanes: [Lane]
    private let context: Context

    /// Ends ``run(until:)``, from any thread.
    public let stopper: Stopper

    /// Joins two raw sockets.
    ///
    /// **Ownership:** the sockets are the device's, and close with it; also when the call throws.
    ///
    /// - Parameters:
    ///   - front: A socket of ``/Messaging/Pattern/raw(_:)``.
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
      stopper = try Self.makeStopper()
      var lanes: [Lane] = []
      if one.receives { lanes.append(Lane(from: one, to: other, limit: limit)) }
      if other.receives { lanes.append(Lane(from: other, to: one, limit: limit)) }
      context = one.context
      self.lanes = lanes
      self.front = consume front
      self.back = consume back
    }

    /// Sends what a raw socket receives back through the same one: of the pattern ``/Messaging/Pattern/bus``, to all others.
    ///
    /// **Ownership:** the socket is the device's, and closes with it; also when the call throws.
    ///
    /// - Throws: As ``init(_:_:)``.
    public init(loopback socket: consuming Socket<Nanomsg>) throws(MessagingError) {
      let end = try socket.deviceEnd()
      guard end.goesWith(end) else { throw Self.error("a device does not loop \(socket.pattern)") }
      stopper = try Self.makeStopper()
      context = end.context
      lanes = [Lane(from: end, to: end, limit: socket.maximumMessageSize)]
      front = consume socket
      back = nil
    }

    deinit {
      for lane in lanes { lane.free() }
    }

    /// Forwards messages, until ``Stopper/stop()``.
    ///
    /// The call can be repeated. A message that was received and not sent yet when it ended waits for the next one; it is lost
    /// with the device.
    ///
    /// - Parameter deadline: When to return if nobody stops it.
    /// - Returns: `true` when it was stopped, `false` when the deadline passed.
    /// - Throws: ``/Messaging/MessagingError`` with `closed` after the transport was shut down (`ETERM`), or what the library
    ///   said when it refused a message, which is dropped.
    public mutating func run(until deadline: Deadline = .never) throws(MessagingError) -> Bool {
      do throws(TransportFailure) {
        while true {
          if stopper.isStopped { return true }
          guard !context.isShutDown.pointee.load(ordering: .acquiring) else {
            throw TransportFailure(ETERM, of: Nanomsg.self)
          }
          if deadline.remaining == .zero { return false }
          // In turn, and not for ever, so that neither direction starves and a stop is seen.
          var isBusy = false
          for index in lanes.indices {
            for _ in 0..<100 {
              guard try lanes[index].step() else { break }
              isBusy = true
            }
          }
          guard !isBusy else { continue }
          Descriptors.waitUntilReadable(
            any: lanes.map(\.awaitedDescriptor) + [stopper.descriptor, context.wakeDescriptor],
            until: deadline
          ) { _ in }
        }
      } catch {
        throw MessagingError(error, during: MessagingError.Operation("forward"), of: front.endpoint)
      }
    }

    private static func makeStopper() throws(MessagingError) -> Stopper {
      do {
        return try Stopper()
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
