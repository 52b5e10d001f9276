public import CBenchmarkSupport
public import Messaging

/// The messages that a loop moves in one go, and the memory it may use.
///
/// Messages are numbered. Each holds its number, and every loop that receives checks number, size and content.
@frozen
public struct Batch {
  /// The numbers of the messages, in order.
  public let numbers: Range<UInt64>

  /// The size of each message in bytes.
  public let size: Int

  /// `size` bytes to send from or to receive into.
  public let scratch: UnsafeMutableRawBufferPointer

  /// Where a loop that measures puts the nanoseconds of each message; empty for other loops.
  public let durations: UnsafeMutableBufferPointer<UInt64>

  /// Where a loop that keeps messages puts how many bytes the process has in use while it has them; `nil` when nobody
  /// wants to know.
  public let gauge: UnsafeMutablePointer<UInt64>?

  /// When a loop that sends or receives on schedule does so; `nil` for other loops.
  public let schedule: Schedule?

  /// What delays a loop that can be delayed.
  public let delay: Delay

  /// Writes a message's number, and the mark at its end.
  @inlinable
  func stamp(_ bytes: UnsafeMutableRawBufferPointer, number: UInt64) {
    benchmark_stamp(bytes.baseAddress, size, number)
  }

  /// Makes sure that the bytes are those of message `number`.
  ///
  /// - Parameter count: The message's size, which may exceed the bytes that are at hand.
  @inlinable
  func check(
    _ bytes: UnsafeRawPointer?, count: Int, number: UInt64
  ) throws(DeliveryError) {
    guard count == size, benchmark_matches(bytes, count, number) else {
      throw mismatch(bytes, count: count, number: number)
    }
  }

  /// Makes sure that a message is message `number`.
  @inlinable
  @inline(__always)
  func check<T: Transport>(
    _ message: borrowing Message<T>, number: UInt64
  ) throws(DeliveryError) {
    try message.withUnsafeBytes { (bytes) throws(DeliveryError) in
      try check(bytes.baseAddress, count: bytes.count, number: number)
    }
  }

  @usableFromInline
  func mismatch(_ bytes: UnsafeRawPointer?, count: Int, number: UInt64) -> DeliveryError {
    guard count == size else {
      return .wrongSize(number: number, expected: size, found: count)
    }
    let found = benchmark_sequence(bytes)
    return found == number ? .altered(number: number) : .wrongNumber(expected: number, found: found)
  }
}

/// A message was lost, duplicated or altered on its way.
public enum DeliveryError: Error, Hashable {
  /// Another message than the next one arrived: messages were lost, duplicated or reordered.
  case wrongNumber(expected: UInt64, found: UInt64)
  /// A message arrived with another number of bytes.
  case wrongSize(number: UInt64, expected: Int, found: Int)
  /// A message arrived with other bytes.
  case altered(number: UInt64)
  /// A message arrived twice, where messages arrive in any order.
  case repeated(number: UInt64)
  /// A message arrived that is none of those that are due, where messages arrive in any order: others were lost.
  case unexpected(number: UInt64)
}

extension DeliveryError: CustomStringConvertible {
  /// One line.
  public var description: String {
    switch self {
    case .wrongNumber(let expected, let found):
      "message \(found) arrived in place of message \(expected): messages were lost, duplicated or reordered"
    case .wrongSize(let number, let expected, let found):
      "message \(number) arrived with \(found) bytes instead of \(expected)"
    case .altered(let number):
      "message \(number) arrived altered"
    case .repeated(let number):
      "message \(number) arrived twice"
    case .unexpected(let number):
      "message \(number) arrived in place of one that is due: messages were lost or duplicated"
    }
  }
}
