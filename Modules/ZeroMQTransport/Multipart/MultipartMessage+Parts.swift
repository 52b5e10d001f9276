import CZeroMQ
public import Messaging

extension MultipartMessage {
  /// Adds a part at the end. A message that was rented from a pool brings the pool's buffer along, or a copy of its bytes if it
  /// is small.
  ///
  /// **Ownership:** the part is consumed, also when the call throws.
  ///
  /// - Throws: ``/Messaging/MessagingError`` with `outOfResources` when there is no memory (`ENOMEM`).
  public mutating func append(_ part: consuming Message<ZeroMQ>) throws(MessagingError) {
    parts.append(try part.takeUnsafeStorage())
  }

  /// Adds a copy of these bytes as a part at the end. As ``append(_:)-(Message<ZeroMQ>)``.
  public mutating func append(_ bytes: [UInt8]) throws(MessagingError) { try append(Message(bytes)) }

  /// Adds a string's UTF-8 bytes as a part at the end. As ``append(_:)-(Message<ZeroMQ>)``.
  public mutating func append(_ string: String) throws(MessagingError) { try append(Message(string)) }

  /// Adds a part before another one.
  ///
  /// **Ownership:** the part is consumed, also when the call throws.
  ///
  /// - Parameters:
  ///   - part: The part.
  ///   - index: Where it is to be, from 0 to ``count``.
  /// - Throws: As ``append(_:)-(Message<ZeroMQ>)``.
  /// - Complexity: O(n) in the number of parts.
  public mutating func insert(_ part: consuming Message<ZeroMQ>, at index: Int) throws(MessagingError) {
    parts.insert(try part.takeUnsafeStorage(), at: index)
  }

  /// Takes a part out.
  ///
  /// **Ownership:** the part is the caller's.
  ///
  /// - Parameter index: Which one, from 0 and below ``count``.
  /// - Complexity: O(n) in the number of parts.
  public mutating func remove(at index: Int) -> Message<ZeroMQ> {
    var part = parts.remove(at: index)
    return Message(unsafeStorage: part, count: zmq_msg_size(&part))
  }

  /// Takes the first part out. As ``remove(at:)``.
  ///
  /// - Returns: The part; `nil` when there is none.
  public mutating func popFirst() -> Message<ZeroMQ>? { isEmpty ? nil : remove(at: 0) }

  /// Takes the last part out.
  ///
  /// - Returns: The part, which is the caller's; `nil` when there is none.
  public mutating func popLast() -> Message<ZeroMQ>? { isEmpty ? nil : remove(at: count - 1) }

  /// Reads a part's bytes in place.
  ///
  /// - Parameters:
  ///   - index: Which part, from 0 and below ``count``.
  ///   - body: Receives the bytes, which cannot outlive the call.
  public borrowing func withBytes<Result: ~Copyable, Failure: Error>(
    at index: Int, _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(parts.indices.contains(index), "there is no part \(index)")
    // Small parts lie inside their messages, so those may not be copied out of the array.
    return try withUnsafePointer(to: parts.span[index]) { (part) throws(Failure) in
      let bytes = UnsafeRawBufferPointer(start: ZeroMQ.baseAddress(of: part), count: zmq_msg_size(part))
      return try body(bytes.bytes)
    }
  }

  /// Copies of all parts' bytes.
  ///
  /// - Complexity: O(n) in the number of bytes.
  public var bytes: [[UInt8]] {
    (0..<count).map { index in
      withBytes(at: index) { span in span.withUnsafeBytes { [UInt8]($0) } }
    }
  }

  /// All parts as UTF-8, with invalid sequences replaced by U+FFFD.
  public var strings: [String] { bytes.map { String(decoding: $0, as: UTF8.self) } }
}
