import Messaging
import MessagingAsync
import TestSupport

/// Something to be shown of a transport.
protocol Check {
  func run<T: DescriptorSignalingTransport>(_ place: Place<T>) async throws
}

extension TestedTransport {
  /// Runs a check with a transport of its own.
  func run(_ check: some Check) async throws {
    func open<T: DescriptorSignalingTransport>(_ transport: T) async throws {
      try await check.run(Place(transport, address))
    }
    try await open(make())
  }
}

/// Two sockets that talk to each other.
struct Link<T: DescriptorSignalingTransport>: Sendable {
  let bound: Box<AsyncSocket<T>>
  let connected: Box<AsyncSocket<T>>
}

extension Place {
  /// A bound socket and one that is connected to it.
  func link(
    _ bound: Pattern<T>, _ connected: Pattern<T>, options: SocketOptions = SocketOptions(),
    on reactor: Reactor? = nil
  ) throws -> Link<T> {
    var ends = try open(bound, connected, options: options)
    return Link(
      bound: Box(try AsyncSocket(ends.takeBound(), on: reactor)),
      connected: Box(try AsyncSocket(ends.takeConnected(), on: reactor)))
  }
}
