public import Messaging

/// Something that every transport must show, or every one that has a capability, by area.
///
///     for behavior in Behavior.allCases where behavior.isPromised(by: ZeroMQ.self) {
///       try behavior.run(on: try ZeroMQ(), at: "tcp://127.0.0.1:*")
///     }
///
/// ``ConformanceSubject`` runs a behavior with everything around it: a limit on its time, a count of
/// leaked handles, declared exceptions.
public enum Behavior: Hashable, Sendable {
  case messages(Messages)
  case transfer(Transfer)
  case ownership(Ownership)
  case pipelines(Pipelines)
  case subscriptions(Subscriptions)
  case requests(Requests)
  case flow(Flow)
  case readiness(Readiness)
  case polling(Polling)
  case forwarding(Forwarding)
  case endpoints(Endpoints)
  case limits(Limits)
  case capabilities(Capabilities)
  case lifecycle(Lifecycle)
  case volume(Volume)
  case pooling(Pooling)
  case pooledOwnership(PooledOwnership)
  case pooledPublishing(PooledPublishing)
  case pooledReceiving(PooledReceiving)
  case poolLimits(PoolLimits)
  case poolThreads(PoolThreads)
  case poolLifetime(PoolLifetime)

  /// Shows the behavior, or throws.
  ///
  /// Every wait has a limit, except those that a broken transport fails to end.
  ///
  /// - Parameters:
  ///   - transport: A transport that is used for nothing else; the behavior may shut it down.
  ///   - address: An address of the family to try, with a wildcard: `tcp://127.0.0.1:*`, `ipc://*`, `inproc://*`.
  ///   - settings: How long and how hard to try.
  /// - Throws: ``ConformanceFailure``.
  public func run<T: Transport>(
    on transport: T, at address: String, settings: ConformanceSettings = ConformanceSettings()
  ) throws(ConformanceFailure) {
    let fixture = Fixture(transport: transport, wildcard: address, settings: settings)
    do {
      try area.check(fixture)
    } catch {
      let finding = (error as? Finding)?.description ?? "unexpected error: \(error)"
      throw ConformanceFailure(
        behavior: self, transport: T.name, address: address, finding: finding)
    }
  }

  /// Whether a transport is to show the behavior: every one, except where an area is about what not all have.
  public func isPromised(by transport: any Transport.Type) -> Bool {
    func isPromised<Area: BehaviorArea>(in area: Area) -> Bool { Area.isPromised(by: transport) }
    return isPromised(in: area)
  }

  private var area: any BehaviorArea {
    switch self {
    case .messages(let behavior): behavior
    case .transfer(let behavior): behavior
    case .ownership(let behavior): behavior
    case .pipelines(let behavior): behavior
    case .subscriptions(let behavior): behavior
    case .requests(let behavior): behavior
    case .flow(let behavior): behavior
    case .readiness(let behavior): behavior
    case .polling(let behavior): behavior
    case .forwarding(let behavior): behavior
    case .endpoints(let behavior): behavior
    case .limits(let behavior): behavior
    case .capabilities(let behavior): behavior
    case .lifecycle(let behavior): behavior
    case .volume(let behavior): behavior
    case .pooling(let behavior): behavior
    case .pooledOwnership(let behavior): behavior
    case .pooledPublishing(let behavior): behavior
    case .pooledReceiving(let behavior): behavior
    case .poolLimits(let behavior): behavior
    case .poolThreads(let behavior): behavior
    case .poolLifetime(let behavior): behavior
    }
  }
}

extension Behavior: CaseIterable {
  /// Every behavior, area by area.
  public static var allCases: [Behavior] {
    Messages.allCases.map(Self.messages)
      + Transfer.allCases.map(Self.transfer)
      + Ownership.allCases.map(Self.ownership)
      + Pipelines.allCases.map(Self.pipelines)
      + Subscriptions.allCases.map(Self.subscriptions)
      + Requests.allCases.map(Self.requests)
      + Flow.allCases.map(Self.flow)
      + Readiness.allCases.map(Self.readiness)
      + Polling.allCases.map(Self.polling)
      + Forwarding.allCases.map(Self.forwarding)
      + Endpoints.allCases.map(Self.endpoints)
      + Limits.allCases.map(Self.limits)
      + Capabilities.allCases.map(Self.capabilities)
      + Lifecycle.allCases.map(Self.lifecycle)
      + Volume.allCases.map(Self.volume)
      + Pooling.allCases.map(Self.pooling)
      + PooledOwnership.allCases.map(Self.pooledOwnership)
      + PooledPublishing.allCases.map(Self.pooledPublishing)
      + PooledReceiving.allCases.map(Self.pooledReceiving)
      + PoolLimits.allCases.map(Self.poolLimits)
      + PoolThreads.allCases.map(Self.poolThreads)
      + PoolLifetime.allCases.map(Self.poolLifetime)
  }
}

extension Behavior: CustomStringConvertible {
  /// Area and name, such as `flow.receiveKeepsItsDeadline`; unique.
  public var name: String { "\(area.label).\(area)" }

  /// The name.
  public var description: String { name }
}

/// The behaviors of one area: an enumeration that names them, and how to check each.
protocol BehaviorArea: CaseIterable, Hashable, Sendable {
  static func isPromised(by transport: any Transport.Type) -> Bool

  func check<T: Transport>(_ fixture: Fixture<T>) throws
}

extension BehaviorArea {
  static func isPromised(by transport: any Transport.Type) -> Bool { true }

  fileprivate var label: String {
    let type = "\(Self.self)"
    return type.prefix(1).lowercased() + type.dropFirst()
  }
}
