import InProcessTransport
import Messaging
import MessagingAsync
import TestSupport
import Testing

#if ZeroMQ
  import ZeroMQTransport
#endif
#if Nanomsg
  import NanomsgTransport
#endif

/// A transport, and an address family of it.
struct TestedTransport: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// An address with a wildcard.
  let address: String
  let make: @Sendable () throws -> any DescriptorSignalingTransport

  /// Every address family of every transport.
  static let all: [TestedTransport] = {
    var all = [TestedTransport("inproc://*") { InProcess() }]
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
    testDescription = "\(T.name) at \(address)"
    self.address = address
    self.make = make
  }

  /// Runs a check with a transport of its own.
  func run(_ check: some Check) async throws {
    func open<T: DescriptorSignalingTransport>(_ transport: T) async throws {
      try await check.run(Place(transport, address))
    }
    try await open(make())
  }
}

/// Something to be shown of a transport.
protocol Check {
  func run<T: DescriptorSignalingTransport>(_ place: Place<T>) async throws
}

/// A transport, and an address with a wildcard to bind to.
struct Place<T: DescriptorSignalingTransport>: Sendable {
  let transport: T
  let address: String

  init(_ transport: T, _ address: String) {
    self.transport = transport
    self.address = address
  }

  /// A bound socket and one that is connected to it.
  func link(
    _ bound: Pattern<T>, _ connected: Pattern<T>, options: SocketOptions = SocketOptions(),
    on reactor: Reactor? = nil
  ) throws -> Link<T> {
    var one = try transport.socket(bound, options: options)
    var other = try transport.socket(connected, options: options)
    let endpoint = try one.bind(address)
    if bound == .subscribe { try one.subscribe(to: "") }
    if connected == .subscribe { try other.subscribe(to: "") }
    try other.connect(endpoint)
    return Link(
      bound: Box(try AsyncSocket(one, on: reactor)), connected: Box(try AsyncSocket(other, on: reactor)))
  }
}

/// Two sockets that talk to each other.
struct Link<T: DescriptorSignalingTransport>: Sendable {
  let bound: Box<AsyncSocket<T>>
  let connected: Box<AsyncSocket<T>>
}
