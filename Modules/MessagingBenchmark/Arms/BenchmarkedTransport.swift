public import Messaging

/// A transport as `msgbench` knows it: one line in its table.
public struct BenchmarkedTransport: Sendable {
  /// The name by which people choose it.
  public let name: String

  /// The kinds of addresses it has.
  public let endpoints: [Endpoint]

  /// The name and version of the library underneath, `nil` for none.
  public let libraryVersion: String?

  /// What it has.
  public let capabilities: [TransportCapability]

  /// Whether tasks can wait for its sockets.
  let hasTasks: Bool

  /// Whether there are C loops over the same library.
  public let hasBaseline: Bool

  /// The roles of the library's own benchmark programs; `nil` where there are none, or no wire.
  public let peerPrograms: PeerPrograms?

  /// Whether a pool's buffer can be handed over to it.
  let handsOver: Bool

  /// Whether a pool takes over the memory of what is received, instead of copying it.
  let takesOver: Bool

  /// Why that cannot be, where it cannot.
  static let reasonNotToHandOver = "the library takes only buffers that it made itself"

  /// How many sockets a process can have; `nil` where only descriptors limit that.
  let mostSockets: Int?

  /// How many descriptors a socket has, beside those of its connections.
  let descriptorsPerSocket: Int

  /// The ways to connect sockets that it has and others have not.
  let links: Set<Link>

  let rig: any Rig

  /// The rig of arms that have many sockets.
  let crowdedRig: @Sendable (Crowd) -> any Rig

  /// A transport.
  ///
  /// Call this where `T` is known: the loops are compiled for it there.
  ///
  /// - Parameters:
  ///   - type: The transport.
  ///   - endpoints: The kinds of addresses it has.
  ///   - baseline: The same loops in C, for `binding-overhead`.
  ///   - dialect: How the library's own benchmark programs talk to each other.
  ///   - mostSockets: How many sockets a process can have; `nil` where only descriptors limit that.
  ///   - descriptorsPerSocket: How many descriptors a socket has, beside those of its connections.
  ///   - links: The ways to connect sockets that it has and others have not, each once.
  ///   - make: Makes a transport. Each arm has its own.
  @inlinable
  public init<T: Transport>(
    _ type: T.Type, endpoints: [Endpoint], baseline: NativeBaseline<T>? = nil,
    dialect: PeerDialect<T>? = nil, mostSockets: Int? = nil, descriptorsPerSocket: Int = 0,
    links: [BenchmarkedLink<T>] = [], make: @escaping @Sendable () throws -> T
  ) {
    self.init(
      endpoints: endpoints, baseline: baseline, dialect: dialect, mostSockets: mostSockets,
      descriptorsPerSocket: descriptorsPerSocket, links: links, loops: Loops<T>(), tasks: nil, make: make)
  }

  /// A transport for whose sockets tasks can wait: there are arms whose ends are tasks. Parameters as for any transport.
  @inlinable
  public init<T: DescriptorSignalingTransport>(
    _ type: T.Type, endpoints: [Endpoint], baseline: NativeBaseline<T>? = nil,
    dialect: PeerDialect<T>? = nil, mostSockets: Int? = nil, descriptorsPerSocket: Int = 0,
    links: [BenchmarkedLink<T>] = [], make: @escaping @Sendable () throws -> T
  ) {
    self.init(
      endpoints: endpoints, baseline: baseline, dialect: dialect, mostSockets: mostSockets,
      descriptorsPerSocket: descriptorsPerSocket, links: links, loops: Loops<T>(),
      tasks: TaskOpening(TaskLoops<T>()), make: make)
  }

  @usableFromInline
  init<T: Transport>(
    endpoints: [Endpoint], baseline: NativeBaseline<T>?, dialect: PeerDialect<T>?, mostSockets: Int?,
    descriptorsPerSocket: Int, links: [BenchmarkedLink<T>], loops: Loops<T>,
    tasks: TaskOpening<T>?, make: @escaping @Sendable () throws -> T
  ) {
    name = T.name
    self.endpoints = endpoints
    libraryVersion = baseline?.version
    capabilities = T.capabilities
    hasTasks = tasks != nil
    hasBaseline = baseline != nil
    handsOver = T.handsOverBuffers
    takesOver = T.givesMemory
    peerPrograms = dialect.map { PeerPrograms(dialect: $0, make: make) }
    self.mostSockets = mostSockets
    self.descriptorsPerSocket = descriptorsPerSocket
    self.links = Set(links.map(\.link))
    let plain = TransportRig(loops: loops, baseline: baseline, make: make, tasks: tasks)
    var rig = plain
    rig.links = Dictionary(uniqueKeysWithValues: links.map { ($0.link, $0.rig(plain)) })
    self.rig = rig
    crowdedRig = { ScalingRig(rig: plain, crowd: $0) }
  }

  /// Whether its sockets can be joined so.
  public func has(_ wiring: Wiring) -> Bool { wiring.link == .plain || links.contains(wiring.link) }
}

extension BenchmarkedTransport: CustomStringConvertible {
  /// The name.
  public var description: String { name }
}
