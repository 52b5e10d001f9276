/// A behavior that a transport is known not to show, and why.
public struct DeclaredException: Hashable, Sendable {
  /// What is not shown.
  public let behavior: Behavior

  /// The scheme of the addresses where it is not; `nil` for all.
  public let scheme: String?

  /// Why, for those who choose a transport.
  public let reason: String

  /// What trying it all the same comes to.
  public let trial: Trial

  /// What trying a behavior comes to that is declared as an exception.
  public enum Trial: Sendable {
    /// It fails; when it passes, the exception should go.
    case fails
    /// It fails or passes, as threads happen to run.
    case mayFail
    /// The library takes the process with it, so it is not tried.
    case crashes
  }

  /// Declares an exception.
  ///
  /// - Parameters:
  ///   - behavior: What is not shown.
  ///   - scheme: The scheme of the addresses where it is not, such as `tcp`; `nil` for all.
  ///   - reason: Why, for those who choose a transport.
  ///   - trial: What trying it all the same comes to.
  public init(
    _ behavior: Behavior, at scheme: String? = nil, reason: String, trial: Trial = .fails
  ) {
    self.behavior = behavior
    self.scheme = scheme
    self.reason = reason
    self.trial = trial
  }

  func covers(_ behavior: Behavior, at address: String) -> Bool {
    self.behavior == behavior && (scheme.map { address.hasPrefix("\($0)://") } ?? true)
  }
}
