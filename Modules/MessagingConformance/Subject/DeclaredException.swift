/// A behavior that a transport is known not to show, and why.
public struct DeclaredException: Hashable, Sendable {
  /// What is not shown.
  public let behavior: Behavior

  /// The scheme of the addresses where it is not; `nil` for all.
  public let scheme: String?

  /// Why, for those who choose a transport.
  public let reason: String

  /// Whether the behavior can be tried all the same, to find out whether the exception is still needed.
  /// Not where the library aborts the process.
  public let isSafeToTry: Bool

  /// Declares an exception.
  ///
  /// - Parameters:
  ///   - behavior: What is not shown.
  ///   - scheme: The scheme of the addresses where it is not, such as `tcp`; `nil` for all.
  ///   - reason: Why, for those who choose a transport.
  ///   - isSafeToTry: Whether the behavior can be tried all the same.
  public init(
    _ behavior: Behavior, at scheme: String? = nil, reason: String, isSafeToTry: Bool = true
  ) {
    self.behavior = behavior
    self.scheme = scheme
    self.reason = reason
    self.isSafeToTry = isSafeToTry
  }

  func covers(_ behavior: Behavior, at address: String) -> Bool {
    self.behavior == behavior && (scheme.map { address.hasPrefix("\($0)://") } ?? true)
  }
}
