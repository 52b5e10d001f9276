/// What a transport reports of a failed call; ``Socket`` adds the operation and the endpoint and throws it
/// as ``MessagingError``.
public struct TransportFailure: Error, Hashable {
  /// What went wrong, the same for every transport.
  public var code: MessagingError.Code

  /// The library's own error number, 0 where a check before the call found the fault.
  public var number: Int32

  /// The library's own text, or what the check found.
  public var reason: String

  /// A failure that a check before the library's call found.
  public init(_ code: MessagingError.Code, _ reason: String) {
    self.init(code, number: 0, reason)
  }

  /// A failure that the library reported.
  public init(_ code: MessagingError.Code, number: Int32, _ reason: String) {
    self.code = code
    self.number = number
    self.reason = reason
  }

  /// A failure that the library reported, in the transport's words.
  public init<T: Transport>(_ number: Int32, of transport: T.Type) {
    self.init(T.code(for: number), number: number, T.describe(number))
  }
}
