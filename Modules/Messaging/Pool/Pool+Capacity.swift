internal import CMessaging

extension Pool {
  /// Allocates buffers ahead of time, as far as the limits allow.
  ///
  /// - Parameters:
  ///   - count: How many messages' worth are to be free.
  ///   - size: The size of those messages in bytes, at least 1.
  /// - Returns: How many are free now: fewer than `count` when a limit was reached or memory ran out, more when there were
  ///   more.
  /// - Throws: ``MessagingError`` with ``MessagingError/Code/invalidArgument`` for a negative count, and for a size that
  ///   is not pooled.
  /// - Complexity: O(`count` × `size`): the memory is touched, so that it is really there.
  @discardableResult
  public mutating func prewarm(_ count: Int, size: Int) throws(MessagingError) -> Int {
    guard count >= 0, SizeClass.includes(size) else {
      throw MessagingError(
        TransportFailure(
          .invalidArgument,
          count < 0
            ? "a pool cannot be given \(count) buffers"
            : "a pool has buffers for 1 to \(SizeClass.largestCapacity) bytes, not for \(size)"),
        during: .prewarmPool, of: T.name)
    }
    settle()
    let index = SizeClass.index(for: size)
    let list = core.pointee.list(index)
    list.collect()
    discardBuffers(below: size, in: index)
    var free = list.free
    while free < count, let buffer = allocateWithinLimits(index) {
      if !core.pointee.isChecked {
        buffer.bytes.initializeMemory(as: UInt8.self, repeating: 0, count: buffer.capacity)
      }
      list.put(buffer.opaque)
      free += 1
    }
    return free
  }

  /// Frees buffers that nobody uses.
  ///
  /// - Parameter bytes: What the pool may keep, in use or not. Larger buffers go first.
  /// - Complexity: O(n) in the number of buffers that are freed.
  public mutating func trim(toBytes bytes: Int = 0) {
    settle()
    discardFree { $0.statistic.allocatedBytes > bytes }
  }

  /// A new buffer, for which others may have to go.
  ///
  /// - Returns: `nil` when the limits do not allow it or there is no memory.
  mutating func allocate(_ index: Int) -> PooledBuffer? {
    let capacity = SizeClass.capacity(of: index)
    if !hasRoom(for: capacity) { makeRoom(for: index) }
    guard let buffer = allocateWithinLimits(index) else { return nil }
    statistic.misses += 1
    return buffer
  }

  private mutating func allocateWithinLimits(_ index: Int) -> PooledBuffer? {
    let capacity = SizeClass.capacity(of: index)
    let list = core.pointee.list(index)
    let offset = PooledBuffer.headerSize + T.lendingPrefix
    guard hasRoom(for: capacity), prepare(list, index), let memory = messaging_allocate(offset + capacity)
    else { return nil }
    let buffer = PooledBuffer(memory, home: list)
    buffer.header.initialize(
      to: PooledBuffer.Header(home: list, bytes: memory + offset, capacity: capacity, isTaken: false))
    if core.pointee.isChecked { buffer.poisonContents() }
    account(for: list, index)
    return buffer
  }

  /// Makes a list ready for its first buffer.
  func prepare(_ list: OwnerFreeList, _ index: Int) -> Bool {
    guard !list.storage.pointee.ring.isReserved else { return true }
    let most = min(options.maximumCount, options.maximumBytes / SizeClass.capacity(of: index))
    return list.storage.pointee.ring.reserve(max(1, most))
  }

  /// Counts a buffer that is new in a list.
  mutating func account(for list: OwnerFreeList, _ index: Int) {
    list.storage.pointee.allocated += 1
    statistic.allocated += 1
    statistic.allocatedBytes += SizeClass.capacity(of: index)
    statistic.highWater = max(statistic.highWater, statistic.allocated)
  }

  func hasRoom(for capacity: Int) -> Bool {
    statistic.allocated < options.maximumCount
      && statistic.allocatedBytes + capacity <= options.maximumBytes
  }

  /// Frees buffers of other classes until there is room, if there are enough.
  ///
  /// Its own class had none when it was asked. What others return to it meanwhile is for the next rents.
  private mutating func makeRoom(for index: Int) {
    let capacity = SizeClass.capacity(of: index)
    guard capacity <= options.maximumBytes else { return }
    discardFree(except: index) { !$0.hasRoom(for: capacity) }
  }

  /// Frees buffers that nobody uses as long as a condition holds; the largest first, which are the fewest.
  private mutating func discardFree(except spared: Int? = nil, while condition: (borrowing Self) -> Bool) {
    for index in (0..<SizeClass.count).reversed() where index != spared {
      let list = core.pointee.list(index)
      while condition(self), let node = list.pop() { discard(PooledBuffer(opaque: node), of: list) }
    }
  }

  /// Frees a buffer that was taken out of its list. The header of memory that was taken over is kept for the next.
  mutating func discard(_ buffer: PooledBuffer, of list: OwnerFreeList) {
    list.storage.pointee.allocated -= 1
    statistic.allocated -= 1
    statistic.allocatedBytes -= SizeClass.capacity(of: list.storage - lists)
    places[buffer.opaque] = nil
    guard buffer.isTaken else { return core.pointee.discard(buffer.opaque) }
    buffer.freeTakenBytes(with: T.freeMemory)
    buffer.header.pointee.link = blanks?.opaque
    blanks = buffer
  }
}
