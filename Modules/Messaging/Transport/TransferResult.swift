/// What a native send or receive returned: a byte count, or the library's error number.
///
/// One word, so that the fast path stays a comparison with zero.
@frozen
public struct TransferResult: Sendable {
  /// The byte count when not negative, otherwise the negated error number.
  public let rawValue: Int

  @inlinable
  init(rawValue: Int) { self.rawValue = rawValue }

  /// A transfer of `count` bytes.
  @inlinable
  public static func success(_ count: Int) -> TransferResult { TransferResult(rawValue: count) }

  /// A transfer that failed with the library's error number, which is positive.
  @inlinable
  public static func failure(_ number: Int32) -> TransferResult {
    TransferResult(rawValue: -Int(number))
  }

  /// Whether the bytes were transferred.
  @inlinable
  public var isSuccess: Bool { rawValue >= 0 }

  /// The number of bytes. Only for a success.
  @inlinable
  public var count: Int { rawValue }

  /// The library's error number. Only for a failure.
  @inlinable
  public var errorNumber: Int32 { Int32(truncatingIfNeeded: -rawValue) }
}
