/// Something that a transport has and another one may lack, for people to read.
///
///     for capability in transport.capabilities { print(capability.name, capability.summary) }
///
/// Code that needs something says so by its types instead: what a transport lacks does not compile.
public struct TransportCapability: Hashable, Sendable, CustomStringConvertible {
  /// What sort of thing it is.
  public let kind: Kind

  /// A word for it: a pattern's name, a scheme, or one of the names below.
  public let name: String

  /// What it is good for, in a line.
  public let summary: String

  /// What sort of thing a capability is.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A ``Pattern``.
    case patterns
    /// Addresses of a scheme.
    case addresses
    /// Something that the transport does.
    case functions
  }

  fileprivate init(_ kind: Kind, _ name: String, _ summary: String) {
    self.kind = kind
    self.name = name
    self.summary = summary
  }

  /// Names something that a transport does. For transports that have something of their own.
  public init(_ name: String, _ summary: String) { self.init(.functions, name, summary) }

  /// The name.
  public var description: String { name }

  /// A ``PollingTransport``.
  public static let polling = Self("polling", "a poller waits for several sockets at once")
  /// A ``DescriptorPollingTransport``.
  public static let descriptorPolling = Self(
    "descriptorPolling", "a poller waits for descriptors of the system as well")
  /// A ``DescriptorSignalingTransport``.
  public static let bridging = Self("bridging", "a bridge joins its sockets with those of another transport")
  /// A ``ForwardingTransport``.
  public static let forwarding = Self(
    "forwarding", "a forwarder stands between requesters and repliers, and others")
  /// ``Transport/handsOverBuffers``.
  public static let bufferLending = Self("bufferLending", "large messages of a pool are sent without a copy")
  /// ``Transport/givesMemory``.
  public static let memoryAdoption = Self("memoryAdoption", "a pool keeps received memory for later sends")
  /// Messages of several parts that arrive together.
  public static let multipart = Self("multipart", "messages of several parts arrive whole or not at all")
  /// Events of a socket's connections.
  public static let monitoring = Self("monitoring", "a monitor tells of a socket's connections")
  /// Authentication and encryption.
  public static let security = Self("security", "connections are authenticated and encrypted")
  /// Counters of the library's.
  public static let statistics = Self("statistics", "the library counts messages, bytes and connections")
}

extension Transport {
  /// What the transport has.
  ///
  /// Told by what it conforms to and by the tables that it opens sockets and takes addresses by, except
  /// ``Transport/features``.
  public static var capabilities: [TransportCapability] {
    let conformances: [(Bool, TransportCapability)] = [
      (self is any PollingTransport.Type, .polling),
      (self is any DescriptorPollingTransport.Type, .descriptorPolling),
      (self is any DescriptorSignalingTransport.Type, .bridging),
      (self is any ForwardingTransport.Type, .forwarding),
      (handsOverBuffers, .bufferLending),
      (givesMemory, .memoryAdoption),
    ]
    return patterns.map(\.capability) + schemes.map(\.capability)
      + conformances.compactMap { $0 ? $1 : nil } + features
  }

  /// What the transport has.
  public var capabilities: [TransportCapability] { Self.capabilities }
}

extension Pattern {
  fileprivate var capability: TransportCapability {
    let ways = (sends ? ["sends"] : []) + (receives ? ["receives"] : [])
    return .init(.patterns, name, ways.joined(separator: " and "))
  }
}

extension String {
  fileprivate var capability: TransportCapability {
    .init(.addresses, self, "addresses such as \(self)://...")
  }
}
