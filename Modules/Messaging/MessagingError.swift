/// Why an operation failed: one type for every transport.
///
/// Would-block is not thrown by the `try` variants, which answer `nil` or `false` instead; a deadline
/// that passes is ``Code/timedOut``.
public struct MessagingError: Error, Hashable {
  /// What went wrong, the same for every transport.
  public let code: Code

  /// What was attempted.
  public let operation: Operation

  /// The endpoint of the socket, or what was to be opened; `nil` where the socket has none yet.
  public let endpoint: String?

  /// The library's own error number (`errno`, `zmq_errno`, `nn_errno`), 0 where a check found the fault
  /// before the library was called.
  public let number: Int32

  /// The library's own text, or what the check found.
  public let reason: String

  /// Adds to a transport's failure what was attempted, and where.
  public init(
    _ failure: TransportFailure, during operation: Operation, of endpoint: String?
  ) {
    self.code = failure.code
    self.operation = operation
    self.endpoint = endpoint
    self.number = failure.number
    self.reason = failure.reason
  }
}

extension MessagingError: CustomStringConvertible {
  /// One line: operation, endpoint, reason, code and number.
  public var description: String {
    let place = endpoint.map { " \($0)" } ?? ""
    let library = number == 0 ? "" : " \(number)"
    return "\(operation)\(place): \(reason) (\(code)\(library))"
  }
}
