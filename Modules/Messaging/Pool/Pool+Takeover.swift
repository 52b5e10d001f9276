internal import CMessaging

extension Pool {
  /// Moves a received message into the pool.
  ///
  /// Worth its cost for messages that are kept for a while: a small message of libzmq's keeps the 8 KiB alive that
  /// it arrived with. nanomsg's memory is taken over as it is, to be sent again later.
  ///
  /// **Ownership:** the message is consumed; the one that is returned is the caller's.
  ///
  /// - Returns: The message, with its bytes in a buffer of the pool; as it was, where the pool has none for it.
  /// - Complexity: O(n) in the number of bytes, O(1) where memory is taken over.
  public mutating func keep(
    _ message: consuming Message<T>, fileID: StaticString = #fileID, line: Int = #line
  ) -> Message<T> {
    arrival = message
    return keepArrival(fileID: fileID, line: line)
  }

  /// Moves `arrival` into the pool.
  @inlinable
  package mutating func keepArrival(fileID: StaticString, line: Int) -> Message<T> {
    let size = arrival.size
    guard arrival.lease == nil, size > 0 else { return takeArrival() }
    if T.givesMemory, let buffer = takeOverArrival(fileID: fileID, line: line) {
      return Message(lease: buffer, size: size)
    }
    guard let buffer = take(size, fileID: fileID, line: line) else { return takeArrival() }
    arrival.withUnsafeBytes { buffer.bytes.copyMemory(from: $0.baseAddress!, byteCount: size) }
    // At once: it may hold on to much more memory than it has bytes.
    arrival.empty()
    return Message(lease: buffer, size: size)
  }

  @inlinable
  mutating func takeArrival() -> Message<T> {
    var message = Message<T>()
    swap(&message, &arrival)
    return message
  }

  // MARK: Memory that a library allocated for what it received, kept for what is to be sent

  @usableFromInline
  mutating func takeOverArrival(fileID: StaticString, line: Int) -> PooledBuffer? {
    let size = arrival.size
    guard SizeClass.includes(size), let buffer = blank(in: SizeClass.index(for: size)) else { return nil }
    guard let bytes = T.takeMemory(of: &arrival.storage) else {
      discard(buffer, of: buffer.header.pointee.home)
      return nil
    }
    arrival.size = 0
    buffer.header.pointee.bytes = bytes
    buffer.header.pointee.capacity = size
    statistic.takeovers += 1
    note(buffer, isPoisoned: false, fileID: fileID, line: line)
    return buffer
  }

  /// A header for memory that is taken over, which counts as a buffer of the class.
  private mutating func blank(in index: Int) -> PooledBuffer? {
    settle()
    let list = core.pointee.list(index)
    if let node = list.pop() {
      let buffer = PooledBuffer(opaque: node)
      if buffer.isTaken {
        // Instead of having more and more of them where messages are received only.
        buffer.freeTakenBytes(with: T.freeMemory)
        return buffer
      }
      list.put(node)
    }
    guard hasRoom(for: SizeClass.capacity(of: index)), prepare(list, index), let memory = unusedBlank()
    else { return nil }
    let buffer = PooledBuffer(memory, home: list)
    buffer.header.initialize(
      to: PooledBuffer.Header(home: list, bytes: nil, capacity: 0, isTaken: true))
    account(for: list, index)
    return buffer
  }

  private mutating func unusedBlank() -> UnsafeMutableRawPointer? {
    guard let blank = blanks else { return messaging_allocate(PooledBuffer.headerSize) }
    blanks = blank.header.pointee.link.map(PooledBuffer.init(opaque:))
    return blank.opaque
  }
}
