/// What came of trying a behavior on a transport.
public enum ConformanceOutcome: Sendable, CustomStringConvertible {
  /// The transport shows it.
  case passed

  /// The transport does not show it.
  case failed(ConformanceFailure)

  /// The transport does not show it, as declared. The failure is `nil` where it was not
  /// tried, or passed this time.
  case excepted(DeclaredException, ConformanceFailure?)

  /// The transport shows what is declared as an exception, which should go.
  case exceptionNotNeeded(DeclaredException)

  /// One line.
  public var description: String {
    switch self {
    case .passed: "passed"
    case .failed(let failure): "failed: \(failure)"
    case .excepted(let exception, let failure):
      "exception: \(exception.behavior): \(exception.reason)"
        + (failure.map { " [\($0.finding)]" }
          ?? (exception.trial == .crashes ? " [not tried]" : " [passed this time]"))
    case .exceptionNotNeeded(let exception):
      "exception no longer needed: \(exception.behavior): \(exception.reason)"
    }
  }
}
