extension Message {
  /// Reads the bytes in place.
  ///
  /// - Parameter body: Receives the bytes, which cannot outlive the call.
  @inlinable
  public borrowing func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withUnsafeBytes { (bytes) throws(Failure) in try body(bytes.bytes) }
  }

  /// Changes the bytes in place.
  ///
  /// Bytes that the library shares with other messages, such as those it delivered to several subscribers
  /// in this process, are copied first; that copy traps when there is no memory for it.
  ///
  /// - Parameter body: Receives the bytes, which cannot outlive the call.
  @inlinable
  public mutating func withMutableBytes<Result: ~Copyable, Failure: Error>(
    _ body: (inout MutableRawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withUnsafeMutableBytes { (bytes) throws(Failure) in
      var span = bytes.mutableBytes
      return try body(&span)
    }
  }

  /// Reads the bytes in place, through a pointer.
  ///
  /// - Parameter body: Receives the bytes. They may lie inside the message itself, so the pointer must not
  ///   leave the call.
  @inlinable
  public borrowing func withUnsafeBytes<Result: ~Copyable, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let lease = lease
    return try withUnsafePointer(to: storage) { (storage) throws(Failure) in
      let start = lease?.bytes ?? T.baseAddress(of: storage)
      return try body(UnsafeRawBufferPointer(start: start, count: size))
    }
  }

  /// Changes the bytes in place, through a pointer. As ``withMutableBytes(_:)``.
  ///
  /// - Parameter body: Receives the bytes. They may lie inside the message itself, so the pointer must not
  ///   leave the call.
  @inlinable
  public mutating func withUnsafeMutableBytes<Result: ~Copyable, Failure: Error>(
    _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let (count, lease) = (size, lease)
    precondition(
      lease != nil || T.makeUnique(&storage), "no memory for a copy of \(count) shared bytes")
    return try withUnsafeMutablePointer(to: &storage) { (storage) throws(Failure) in
      let start = lease?.bytes ?? T.baseAddress(of: storage)
      return try body(UnsafeMutableRawBufferPointer(start: start, count: count))
    }
  }
}

extension [UInt8] {
  /// A copy of a message's bytes.
  @inlinable
  public init<T: Transport>(_ message: borrowing Message<T>) {
    self = message.withUnsafeBytes { [UInt8]($0) }
  }
}

extension String {
  /// A message's bytes as UTF-8, with invalid sequences replaced by U+FFFD.
  @inlinable
  public init<T: Transport>(_ message: borrowing Message<T>) {
    self = message.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
  }
}
