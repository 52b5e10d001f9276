internal import POSIXSupport

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Memory for blocks, kept for the next ones.
///
/// A message is made by one thread and dropped by another, which is what allocators are worst at: the larger the block,
/// the more it costs. Here each thread keeps chunks of each size class, and gives and takes them by the batch
/// through a depot that all share, so that a lock is taken once for a batch.
///
/// A batch has up to ``batchSize`` chunks, and up to ``maximumBatchBytes``. The depot holds up to ``maximumDepotBytes``; what
/// exceeds that is freed. Chunks above the largest class are not kept.
enum BlockCache {
  /// Size classes are the powers of two from 2⁷ to 2²⁰ bytes of capacity.
  private static let smallestShift = 7
  static let classCount = 14

  private static let batchSize = 32
  private static let maximumBatchBytes = 2 << 20
  private static let maximumDepotBytes = 64 << 20

  private static let depot = Depot()

  /// The class for a capacity; ``classCount`` for those that are not kept.
  static func sizeClass(for capacity: Int) -> Int {
    let shift = Int.bitWidth - (capacity - 1).leadingZeroBitCount
    return min(max(shift - smallestShift, 0), classCount)
  }

  /// The capacity of a block for `count` bytes.
  static func capacity(for count: Int) -> Int {
    let sizeClass = sizeClass(for: count)
    return sizeClass < classCount ? 1 << (sizeClass + smallestShift) : count
  }

  private static func batchSize(of sizeClass: Int) -> Int {
    max(1, min(batchSize, maximumBatchBytes >> (sizeClass + smallestShift)))
  }

  /// Memory of `byteCount` bytes for a block of this capacity; `nil` when there is none.
  static func allocate(byteCount: Int, capacity: Int) -> UnsafeMutableRawPointer? {
    let sizeClass = sizeClass(for: capacity)
    guard sizeClass < classCount, let shelves = ThreadShelves.current else { return malloc(byteCount) }
    if shelves[sizeClass].loaded.isEmpty { shelves[sizeClass].refill(from: depot, sizeClass) }
    return shelves[sizeClass].loaded.pop() ?? malloc(byteCount)
  }

  /// Takes back what ``allocate(byteCount:capacity:)`` returned.
  static func deallocate(_ chunk: UnsafeMutableRawPointer, capacity: Int) {
    let sizeClass = sizeClass(for: capacity)
    guard sizeClass < classCount, let shelves = ThreadShelves.current else { return free(chunk) }
    if shelves[sizeClass].loaded.count == batchSize(of: sizeClass) {
      shelves[sizeClass].makeRoom(in: depot, sizeClass)
    }
    shelves[sizeClass].loaded.push(chunk)
  }

  /// Gives a thread's chunks to the depot.
  static func empty(_ shelves: UnsafeMutablePointer<Shelf>) {
    for sizeClass in 0..<classCount {
      depot.put(shelves[sizeClass].loaded, sizeClass).destroy()
      depot.put(shelves[sizeClass].spare, sizeClass).destroy()
    }
  }

  /// A thread's chunks of one class. The spare batch keeps a thread that allocates and frees in turn away
  /// from the depot, wherever between full and empty it stands.
  struct Shelf {
    var loaded = Batch()
    var spare = Batch()

    fileprivate mutating func refill(from depot: Depot, _ sizeClass: Int) {
      swap(&loaded, &spare)
      if loaded.isEmpty { loaded = depot.take(sizeClass, for: loaded) }
    }

    fileprivate mutating func makeRoom(in depot: Depot, _ sizeClass: Int) {
      swap(&loaded, &spare)
      if !loaded.isEmpty { loaded = depot.put(loaded, sizeClass) }
    }
  }

  /// Addresses of chunks. They are not linked through the chunks, because memory that another thread wrote is
  /// slow to read.
  struct Batch {
    // Of `batchSize` addresses, the first `count` initialized; `nil` until the first one.
    private var chunks: UnsafeMutablePointer<UnsafeMutableRawPointer>?
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    mutating func push(_ chunk: UnsafeMutableRawPointer) {
      if chunks == nil { chunks = .allocate(capacity: BlockCache.batchSize) }
      (chunks! + count).initialize(to: chunk)
      count += 1
    }

    mutating func pop() -> UnsafeMutableRawPointer? {
      guard count > 0, let chunks else { return nil }
      count -= 1
      return (chunks + count).move()
    }

    /// Frees the chunks.
    mutating func freeAll() {
      while let chunk = pop() { free(chunk) }
    }

    /// Frees the list, which is empty.
    func destroy() { chunks?.deallocate() }
  }

  /// The batches that no thread has, full and empty.
  fileprivate final class Depot: @unchecked Sendable {
    private let lock = Lock()
    // Guarded by the lock.
    private var full = [[Batch]](repeating: [], count: classCount)
    private var empty: [Batch] = []
    private var byteCount = 0

    /// A batch of chunks, in exchange for an empty one; that one itself when there is none.
    func take(_ sizeClass: Int, for other: Batch) -> Batch {
      lock.withLock {
        guard let batch = full[sizeClass].popLast() else { return other }
        byteCount -= batch.count << (sizeClass + smallestShift)
        empty.append(other)
        return batch
      }
    }

    /// Keeps a batch of chunks, or frees them where that would be too much.
    ///
    /// - Returns: An empty batch.
    func put(_ batch: Batch, _ sizeClass: Int) -> Batch {
      let bytes = batch.count << (sizeClass + smallestShift)
      let replacement: Batch? = lock.withLock {
        guard !batch.isEmpty, byteCount + bytes <= maximumDepotBytes else { return nil }
        byteCount += bytes
        full[sizeClass].append(batch)
        return empty.popLast() ?? Batch()
      }
      if let replacement { return replacement }
      var batch = batch
      batch.freeAll()
      return batch
    }
  }
}
