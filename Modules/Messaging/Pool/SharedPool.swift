/// A pool from which many threads rent. As ``Pool`` in everything else.
///
///     let pool = try SharedPool(transport)          // may be captured by several threads and tasks
///     let message = try pool.rent(copying: bytes)
///
/// Renting takes a lock, for about as long as it takes to take a buffer off a list; returning takes none. Threads that rent
/// a lot are better off with a ``Pool`` each.
public final class SharedPool<T: Transport>: @unchecked Sendable {
  private let lock = Lock()
  // Used with the lock held, and by nobody else.
  @exclusivity(unchecked)
  private var pool: Pool<T>

  /// A pool without buffers.
  ///
  /// - Throws: As ``Pool/init(_:options:)``.
  public init(_ transport: T, options: PoolOptions = PoolOptions()) throws(MessagingError) {
    pool = try Pool(options: options, isBiased: false)
  }

  /// A message of `size` bytes, all zero. As ``Pool/rent(_:fileID:line:)``.
  public func rent(
    _ size: Int, fileID: StaticString = #fileID, line: Int = #line
  ) throws(MessagingError) -> Message<T> {
    try rent(unsafeUninitializedSize: size, fileID: fileID, line: line) { bytes in
      _ = bytes.initializeMemory(as: UInt8.self, repeating: 0)
    }
  }

  /// A message with a copy of these bytes. As ``Pool/rent(copying:fileID:line:)-(UnsafeRawBufferPointer,_,_)``.
  public func rent(
    copying bytes: UnsafeRawBufferPointer, fileID: StaticString = #fileID, line: Int = #line
  ) throws(MessagingError) -> Message<T> {
    try rent(unsafeUninitializedSize: bytes.count, fileID: fileID, line: line) {
      $0.copyMemory(from: bytes)
    }
  }

  /// A message with a copy of these bytes. As ``Pool/rent(copying:fileID:line:)-(RawSpan,_,_)``.
  public func rent(
    copying bytes: RawSpan, fileID: StaticString = #fileID, line: Int = #line
  ) throws(MessagingError) -> Message<T> {
    try bytes.withUnsafeBytes { (bytes) throws(MessagingError) in
      try rent(copying: bytes, fileID: fileID, line: line)
    }
  }

  /// A message of `size` bytes that `initializer` writes, outside of the lock.
  /// As ``Pool/rent(unsafeUninitializedSize:fileID:line:initializingWith:)``.
  public func rent(
    unsafeUninitializedSize size: Int, fileID: StaticString = #fileID, line: Int = #line,
    initializingWith initializer: (UnsafeMutableRawBufferPointer) -> Void
  ) throws(MessagingError) -> Message<T> {
    guard let buffer = lock.withLock({ pool.take(size, fileID: fileID, line: line) }) else {
      return try Message(unsafeUninitializedSize: size, initializingWith: initializer)
    }
    initializer(UnsafeMutableRawBufferPointer(start: buffer.bytes, count: size))
    return Message(lease: buffer, size: size)
  }

  /// Moves a received message into the pool. As ``Pool/keep(_:fileID:line:)``.
  public func keep(
    _ message: consuming Message<T>, fileID: StaticString = #fileID, line: Int = #line
  ) -> Message<T> {
    // The lock's closure cannot consume what it captures.
    var message = Optional.some(message)
    lock.withLock { message = .some(pool.keep(message.take()!, fileID: fileID, line: line)) }
    return message.take()!
  }

  /// Allocates buffers ahead of time. As ``Pool/prewarm(_:size:)``.
  @discardableResult
  public func prewarm(_ count: Int, size: Int) throws(MessagingError) -> Int {
    try lock.withLock { () throws(MessagingError) in try pool.prewarm(count, size: size) }
  }

  /// Frees buffers that nobody uses. As ``Pool/trim(toBytes:)``.
  public func trim(toBytes bytes: Int = 0) { lock.withLock { pool.trim(toBytes: bytes) } }

  /// The limits.
  public var options: PoolOptions { lock.withLock { pool.options } }

  /// What the pool did so far, and what it has. As ``Pool/statistics``.
  public var statistics: PoolStatistics { lock.withLock { pool.statistics } }

  /// The buffers that are out. As ``Pool/leaks``.
  public var leaks: PoolLeaks { lock.withLock { pool.leaks } }
}
