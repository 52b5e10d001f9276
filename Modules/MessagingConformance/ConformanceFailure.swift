/// A behavior that a transport did not show.
public struct ConformanceFailure: Error, Hashable, CustomStringConvertible {
  /// What was to be shown.
  public let behavior: Behavior

  /// The transport's ``/Messaging/Transport/name``.
  public let transport: String

  /// The wildcard address that the behavior was tried at.
  public let address: String

  /// What was expected and what was seen.
  public let finding: String

  /// One line: behavior, transport, address and finding.
  public var description: String { "\(behavior) on \(transport) at \(address): \(finding)" }
}

/// What a check found, before it is known which behavior it belongs to.
struct Finding: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  init(expected: String, seen: String) {
    self.init("expected \(expected), saw \(seen)")
  }
}
