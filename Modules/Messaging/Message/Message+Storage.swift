extension Message {
  /// Takes over a message of the library's. For transports, to offer what only they have.
  ///
  /// **Ownership:** the storage goes over to the message, which releases it.
  ///
  /// - Parameters:
  ///   - storage: A message of the library's.
  ///   - count: Its size in bytes.
  @inlinable
  public init(unsafeStorage storage: T.MessageStorage, count: Int) {
    self.init(storage: storage, size: count)
  }

  /// Looks at the library's message. For transports, to offer what only they have.
  ///
  /// - Parameter body: Receives the storage, which it does not change. It must not leave the call.
  /// - Returns: What `body` returned; `nil` for a rented message, which has no message of the library's yet.
  @inlinable
  public borrowing func withUnsafeStorage<Result, Failure: Error>(
    _ body: (UnsafePointer<T.MessageStorage>) throws(Failure) -> Result
  ) throws(Failure) -> Result? {
    guard lease == nil else { return nil }
    return try withUnsafePointer(to: storage) { (storage) throws(Failure) in try body(storage) }
  }

  /// Changes the library's message, though not its size. As ``withUnsafeStorage(_:)``.
  @inlinable
  public mutating func withUnsafeMutableStorage<Result, Failure: Error>(
    _ body: (UnsafeMutablePointer<T.MessageStorage>) throws(Failure) -> Result
  ) throws(Failure) -> Result? {
    guard lease == nil else { return nil }
    return try withUnsafeMutablePointer(to: &storage) { (storage) throws(Failure) in try body(storage) }
  }

  /// Gives the library's message up, which for a rented message is made now: of the pool's buffer, or with a copy.
  /// For transports, to offer what only they have.
  ///
  /// **Ownership:** the message is consumed, also when the call throws. The storage is the caller's, who releases it.
  ///
  /// - Throws: ``MessagingError`` with ``MessagingError/Code/outOfResources`` when there is no memory.
  public consuming func takeUnsafeStorage() throws(MessagingError) -> T.MessageStorage {
    if let lease, size < lease.crossover || !handOver() {
      return try withUnsafeBytes { (bytes) throws(MessagingError) in
        try Message(copying: bytes).takeUnsafeStorage()
      }
    }
    size = Self.relinquished
    return storage
  }
}
