public import Messaging

/// A transport to be examined: how to make it, where it can be bound, what it is known not to do.
///
///     let subject = ConformanceSubject("zmq", addresses: ["tcp://127.0.0.1:*", "inproc://*"]) {
///       try ZeroMQ()
///     }
///     for address in subject.addresses {
///       for behavior in subject.behaviors { print(behavior, subject.examine(behavior, at: address)) }
///     }
public struct ConformanceSubject: Sendable {
  /// The name in reports.
  public let name: String

  /// One address with a wildcard for each address family of the transport.
  public let addresses: [String]

  /// What the transport is known not to show.
  public let exceptions: [DeclaredException]

  /// How long and how hard to try.
  public var settings = ConformanceSettings()

  /// What the transport is to show.
  public let behaviors: [Behavior]

  let make: @Sendable () throws -> any Transport
  let openHandles: @Sendable (any Transport) -> Int?

  /// Describes a transport.
  ///
  /// - Parameters:
  ///   - name: The name in reports.
  ///   - addresses: One address with a wildcard for each address family of the transport.
  ///   - exceptions: What the transport is known not to show.
  ///   - openHandles: Counts the sockets, descriptors or whatever else the transport holds while a socket is open;
  ///     the count has to be back at its beginning after every behavior. `nil` where it cannot be told.
  ///   - make: Makes a transport of which nothing was used before.
  public init<T: Transport>(
    _ name: String, addresses: [String], exceptions: [DeclaredException] = [],
    openHandles: @escaping @Sendable (any Transport) -> Int? = { _ in nil },
    make: @escaping @Sendable () throws -> T
  ) {
    self.name = name
    self.addresses = addresses
    self.exceptions = exceptions
    self.openHandles = openHandles
    self.make = make
    behaviors = Behavior.allCases.filter { $0.isPromised(by: T.self) }
  }
}

extension ConformanceSubject: CustomStringConvertible {
  /// The name.
  public var description: String { name }
}
