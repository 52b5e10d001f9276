import InProcessTransport
import Messaging
import MessagingBridge
import POSIXSupport
import TestSupport
import Testing

#if ZeroMQ
  import ZeroMQTransport
#endif
#if Nanomsg
  import NanomsgTransport
#endif

/// A transport that a bridge's end may be of.
struct Side: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// An address with a wildcard.
  let address: String
  let make: @Sendable () throws -> any DescriptorSignalingTransport

  /// Every address family of every transport.
  static let all: [Side] = {
    var sides = [Side("inproc://*") { InProcess() }]
    let addresses = ["tcp://127.0.0.1:*", "inproc://*"]
    #if ZeroMQ
      sides += addresses.map { Side($0) { try ZeroMQ() } }
    #endif
    #if Nanomsg
      sides += addresses.map { Side($0) { try Nanomsg() } }
    #endif
    return sides
  }()

  private init<T: DescriptorSignalingTransport>(
    _ address: String, make: @escaping @Sendable () throws -> T
  ) {
    testDescription = "\(T.name) at \(address)"
    self.address = address
    self.make = make
  }
}

/// A transport, and an address with a wildcard to bind to.
struct Place<T: DescriptorSignalingTransport> {
  let transport: T
  let address: String

  init(_ transport: T, _ address: String) {
    self.transport = transport
    self.address = address
  }

  /// A socket, and another one that is bound for it.
  func link(
    _ pattern: Pattern<T>, _ peer: Pattern<T>, options: SocketOptions = SocketOptions()
  ) throws -> Ends<T> {
    var socket = try transport.socket(pattern, options: options)
    var other = try transport.socket(peer, options: options)
    let endpoint = try socket.bind(address)
    if pattern == .subscribe { try socket.subscribe(to: "") }
    if peer == .subscribe { try other.subscribe(to: "") }
    try other.connect(endpoint)
    return Ends(ofBridge: socket, outside: other)
  }
}

/// A bridge's socket, and the one that talks to it.
struct Ends<T: DescriptorSignalingTransport>: ~Copyable {
  private var ofBridge: Socket<T>?
  private let outside: Box<Socket<T>>

  init(ofBridge: consuming Socket<T>, outside: consuming Socket<T>) {
    self.ofBridge = consume ofBridge
    self.outside = Box(outside)
  }

  mutating func takeBridged() -> Socket<T> { ofBridge.take()! }

  var peer: Box<Socket<T>> { outside }
}

/// A bridge that runs on a thread of its own, until this is dropped at the latest.
final class RunningBridge<Front: DescriptorSignalingTransport, Back: DescriptorSignalingTransport> {
  /// Talk to the bridge.
  let front: Box<Socket<Front>>
  let back: Box<Socket<Back>>
  let control: ForwardingControl
  private var thread: Handle<ForwardingEnd>?

  init(_ front: consuming Ends<Front>, _ back: consuming Ends<Back>) throws {
    self.front = front.peer
    self.back = back.peer
    let bridge = try Bridge(front.takeBridged(), back.takeBridged())
    control = bridge.control
    thread = Handle(
      try JoinableThread(moving: AnyForwarder(bridge)) { bridge in
        var bridge = bridge
        return try bridge.run()
      })
  }

  deinit {
    control.stop()
    _ = try? join()
  }

  func stop() throws -> ForwardingEnd? {
    control.stop()
    return try join()
  }

  /// How it ended; `nil` when that was told before.
  func join() throws -> ForwardingEnd? {
    guard let thread else { return nil }
    self.thread = nil
    return try thread.join()
  }
}
