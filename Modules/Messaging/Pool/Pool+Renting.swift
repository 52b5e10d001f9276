public import CMessaging

extension Pool {
  /// A message of `size` bytes, all zero.
  ///
  /// Bytes of earlier messages never reach a peer that way. Where every byte is written anyway,
  /// ``rent(unsafeUninitializedSize:fileID:line:initializingWith:)`` saves the zeroing.
  ///
  /// **Ownership:** the message is the caller's, its buffer goes back by itself.
  ///
  /// - Parameters:
  ///   - size: The number of bytes. A message of none has no buffer, and is not counted.
  ///   - fileID: The place that ``leaks`` names.
  ///   - line: The place that ``leaks`` names.
  /// - Throws: ``MessagingError`` with ``MessagingError/Code/invalidArgument`` for a negative size and
  ///   ``MessagingError/Code/outOfResources`` when there is no memory (`ENOMEM`).
  /// - Complexity: O(`size`)
  @inlinable
  public mutating func rent(
    _ size: Int, fileID: StaticString = #fileID, line: Int = #line
  ) throws(MessagingError) -> Message<T> {
    try rent(unsafeUninitializedSize: size, fileID: fileID, line: line) { bytes in
      _ = bytes.initializeMemory(as: UInt8.self, repeating: 0)
    }
  }

  /// A message with a copy of these bytes. As ``rent(_:fileID:line:)``.
  @inlinable
  public mutating func rent(
    copying bytes: UnsafeRawBufferPointer, fileID: StaticString = #fileID, line: Int = #line
  ) throws(MessagingError) -> Message<T> {
    try rent(unsafeUninitializedSize: bytes.count, fileID: fileID, line: line) {
      $0.copyMemory(from: bytes)
    }
  }

  /// A message with a copy of these bytes. As ``rent(_:fileID:line:)``.
  @inlinable
  public mutating func rent(
    copying bytes: RawSpan, fileID: StaticString = #fileID, line: Int = #line
  ) throws(MessagingError) -> Message<T> {
    try bytes.withUnsafeBytes { (bytes) throws(MessagingError) in
      try rent(copying: bytes, fileID: fileID, line: line)
    }
  }

  /// A message of `size` bytes that `initializer` writes. As ``rent(_:fileID:line:)``.
  ///
  /// - Parameters:
  ///   - size: The number of bytes.
  ///   - fileID: The place that ``leaks`` names.
  ///   - line: The place that ``leaks`` names.
  ///   - initializer: Writes every byte: those it leaves out are whatever an earlier message had there, and would be sent.
  /// - Complexity: O(1), and what `initializer` does.
  @inlinable
  @inline(__always)
  public mutating func rent(
    unsafeUninitializedSize size: Int, fileID: StaticString = #fileID, line: Int = #line,
    initializingWith initializer: (UnsafeMutableRawBufferPointer) -> Void
  ) throws(MessagingError) -> Message<T> {
    guard let buffer = take(size, fileID: fileID, line: line) else {
      return try Message(unsafeUninitializedSize: size, initializingWith: initializer)
    }
    initializer(UnsafeMutableRawBufferPointer(start: buffer.bytes, count: size))
    return Message(lease: buffer, size: size)
  }

  /// Takes a buffer for `size` bytes.
  ///
  /// - Returns: `nil` when there is to be an ordinary message, if `size` allows for one.
  @inlinable
  @inline(__always)
  mutating func take(_ size: Int, fileID: StaticString, line: Int) -> PooledBuffer? {
    if SizeClass.includes(size), isAtHome {
      let list = lists + SizeClass.index(for: size)
      if let hot = list.pointee.hot {
        let buffer = PooledBuffer(hot, home: OwnerFreeList(storage: list))
        if fits(buffer, size) {
          list.pointee.hot = nil
          rents &+= 1
          return buffer
        }
      }
    }
    return takeReturned(size, fileID: fileID, line: line)
  }

  /// As ``take(_:fileID:line:)``, from anywhere in the list. Compiled for the transport as well: without that, every
  /// access to the pool asks for its layout first.
  @inlinable
  @inline(never)
  mutating func takeReturned(_ size: Int, fileID: StaticString, line: Int) -> PooledBuffer? {
    if SizeClass.includes(size), isAtHome {
      let list = OwnerFreeList(storage: lists + SizeClass.index(for: size))
      if let node = list.pop() {
        let buffer = PooledBuffer(node, home: list)
        if fits(buffer, size) {
          rents &+= 1
          return buffer
        }
        list.put(node)
      }
    }
    return takeSlowly(size, fileID: fileID, line: line)
  }

  /// Whether the calling thread is the one that has the bias, so that the lists are its own.
  @inlinable
  @inline(__always)
  var isAtHome: Bool { bias ^ UInt(messaging_current_thread()) < OwnerFreeList.biasLimit }

  /// Whether a buffer of the class for `size` has so many bytes. The pool's own ones are as large as their class.
  @inlinable
  @inline(__always)
  func fits(_ buffer: PooledBuffer, _ size: Int) -> Bool { !T.givesMemory || buffer.capacity >= size }

  @usableFromInline
  @inline(never)
  mutating func takeSlowly(_ size: Int, fileID: StaticString, line: Int) -> PooledBuffer? {
    guard size > 0 else { return nil }
    rents += 1
    settle()
    guard SizeClass.includes(size), let buffer = takeFree(size) ?? allocate(SizeClass.index(for: size)) else {
      statistic.rejected += 1
      return nil
    }
    note(buffer, isPoisoned: true, fileID: fileID, line: line)
    return buffer
  }

  /// A free buffer of at least `size` bytes. Those of its class that have less are given up: they are memory
  /// that was received when messages had another size.
  private mutating func takeFree(_ size: Int) -> PooledBuffer? {
    let list = core.pointee.list(SizeClass.index(for: size))
    while let node = list.pop() {
      let buffer = PooledBuffer(opaque: node)
      if fits(buffer, size) { return buffer }
      discard(buffer, of: list)
    }
    return nil
  }

  /// Notes that a message gets this buffer, in a pool that checks.
  mutating func note(_ buffer: PooledBuffer, isPoisoned: Bool, fileID: StaticString, line: Int) {
    guard core.pointee.isChecked else { return }
    buffer.checkRented(isPoisoned: isPoisoned)
    if options.recordsPlaces {
      places[buffer.opaque] = PoolLeaks.Place(file: "\(fileID)", line: line)
    }
  }
}
