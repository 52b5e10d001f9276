import InProcessTransport
package import Messaging
import MessagingTesting

#if ZeroMQ
  import ZeroMQTransport
#endif
#if Nanomsg
  import NanomsgTransport
#endif

/// A transport, and an address family of it.
package struct TestedTransport: Sendable, CustomStringConvertible {
  /// Both names.
  package let description: String
  /// An address with a wildcard.
  package let address: String
  package let make: @Sendable () throws -> any DescriptorSignalingTransport

  /// Every address family of every transport.
  package static let all: [TestedTransport] = {
    var all = [
      TestedTransport("inproc://*") { InProcess() }, TestedTransport("inproc://*") { try FaultyInProcess() },
    ]
    let addresses = ["tcp://127.0.0.1:*", "inproc://*"]
    #if ZeroMQ
      all += addresses.map { TestedTransport($0) { try ZeroMQ() } }
    #endif
    #if Nanomsg
      all += addresses.map { TestedTransport($0) { try Nanomsg() } }
    #endif
    return all
  }()

  private init<T: DescriptorSignalingTransport>(
    _ address: String, make: @escaping @Sendable () throws -> T
  ) {
    description = "\(T.name) at \(address)"
    self.address = address
    self.make = make
  }
}

/// A transport, and an address with a wildcard to bind to.
package struct Place<T: DescriptorSignalingTransport>: Sendable {
  package let transport: T
  package let address: String

  package init(_ transport: T, _ address: String) {
    self.transport = transport
    self.address = address
  }

  /// A bound socket and one that is connected to it.
  package func open(
    _ bound: Pattern<T>, _ connected: Pattern<T>, options: SocketOptions = SocketOptions()
  ) throws -> Ends<T> {
    var one = try transport.socket(bound, options: options)
    var other = try transport.socket(connected, options: options)
    let endpoint = try one.bind(address)
    if bound == .subscribe { try one.subscribe(to: "") }
    if connected == .subscribe { try other.subscribe(to: "") }
    try other.connect(endpoint)
    return Ends(bound: one, connected: other)
  }
}

/// Two sockets that talk to each other.
package struct Ends<T: DescriptorSignalingTransport>: ~Copyable {
  private var bound: Socket<T>?
  private var connected: Socket<T>?

  init(bound: consuming Socket<T>, connected: consuming Socket<T>) {
    self.bound = consume bound
    self.connected = consume connected
  }

  /// The bound one. Once.
  package mutating func takeBound() -> Socket<T> {
    let socket = bound.take()
    return socket!
  }

  /// The connected one. Once.
  package mutating func takeConnected() -> Socket<T> {
    let socket = connected.take()
    return socket!
  }
}
