extension Message {
  /// An empty message. Allocates nothing.
  @inlinable
  public init() {
    self.init(storage: T.makeEmptyMessage(), size: 0)
  }

  /// A message of `size` bytes, all zero.
  ///
  /// Where every byte is written anyway, ``init(unsafeUninitializedSize:initializingWith:)`` saves the zeroing.
  ///
  /// - Parameter size: The number of bytes.
  /// - Throws: ``MessagingError`` with ``MessagingError/Code/invalidArgument`` for a negative size and
  ///   ``MessagingError/Code/outOfResources`` when there is no memory (`ENOMEM`).
  /// - Complexity: O(`size`)
  public init(size: Int) throws(MessagingError) {
    try self.init(unsafeUninitializedSize: size) { bytes in
      _ = bytes.initializeMemory(as: UInt8.self, repeating: 0)
    }
  }

  /// A message of `size` bytes that `initializer` writes.
  ///
  /// - Parameters:
  ///   - size: The number of bytes.
  ///   - initializer: Writes every byte: those it leaves out are whatever was in the memory before, and
  ///     would be sent.
  /// - Throws: As ``init(size:)``.
  @inlinable
  public init(
    unsafeUninitializedSize size: Int,
    initializingWith initializer: (UnsafeMutableRawBufferPointer) -> Void
  ) throws(MessagingError) {
    var storage = T.makePlaceholder()
    guard size >= 0, T.makeMessage(byteCount: size, in: &storage) else {
      throw Self.makingFailed(size: size)
    }
    // Before the storage moves into the message: the bytes may be inside it.
    withUnsafeMutablePointer(to: &storage) { storage in
      initializer(UnsafeMutableRawBufferPointer(start: T.baseAddress(of: storage), count: size))
    }
    self.init(storage: storage, size: size)
  }

  /// A message with a copy of these bytes.
  ///
  /// - Throws: As ``init(size:)``.
  /// - Complexity: O(n) in the number of bytes.
  @inlinable
  public init(copying bytes: UnsafeRawBufferPointer) throws(MessagingError) {
    try self.init(unsafeUninitializedSize: bytes.count) { $0.copyMemory(from: bytes) }
  }

  /// A message with a copy of these bytes.
  ///
  /// - Throws: As ``init(size:)``.
  /// - Complexity: O(n) in the number of bytes.
  @inlinable
  public init(copying bytes: RawSpan) throws(MessagingError) {
    try self.init(unsafeUninitializedSize: bytes.byteCount) { buffer in
      bytes.withUnsafeBytes { buffer.copyMemory(from: $0) }
    }
  }

  /// A message with a copy of these bytes.
  ///
  /// - Throws: As ``init(size:)``.
  /// - Complexity: O(n) in the number of bytes.
  @inlinable
  public init(_ bytes: [UInt8]) throws(MessagingError) {
    try self.init(unsafeUninitializedSize: bytes.count) { $0.copyBytes(from: bytes) }
  }

  /// A message with a string's UTF-8 bytes.
  ///
  /// - Throws: As ``init(size:)``.
  /// - Complexity: O(n) in the number of bytes.
  @inlinable
  public init(_ string: String) throws(MessagingError) {
    try self.init(unsafeUninitializedSize: string.utf8.count) { $0.copyBytes(from: string.utf8) }
  }

  @usableFromInline
  static func makingFailed(size: Int) -> MessagingError {
    let failure =
      size < 0
      ? TransportFailure(.invalidArgument, "a message cannot have \(size) bytes")
      : TransportFailure(.outOfResources, "no memory for a message of \(size) bytes")
    return MessagingError(failure, during: .makeMessage, of: nil)
  }
}
