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
  private static let maximumBatchBytes = 1 << 20
  private static let maximumDepotBytes = 32 << 20

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
      depot.put(shelves[sizeClass].loaded, sizeClass)
      depot.put(shelves[sizeClass].spare, sizeClass)
    }
  }

  /// A thread's chunks of one class. The spare batch keeps a thread that allocates and frees in turn away
  /// from the depot, wherever between full and empty it stands.
  struct Shelf {
    var loaded = Batch()
    var spare = Batch()

    fileprivate mutating func refill(from depot: Depot, _ sizeClass: Int) {
      loaded = spare.isEmpty ? depot.take(sizeClass) : spare
      spare = Batch()
    }

    fileprivate mutating func makeRoom(in depot: Depot, _ sizeClass: Int) {
      depot.put(spare, sizeClass)
      spare = loaded
      loaded = Batch()
    }
  }

  /// Chunks, linked through their first word.
  struct Batch {
    private var first: UnsafeMutableRawPointer?
    private(set) var count = 0

    var isEmpty: Bool { first == nil }

    mutating func push(_ chunk: UnsafeMutableRawPointer) {
      chunk.storeBytes(of: first, as: UnsafeMutableRawPointer?.self)
      first = chunk
      count += 1
    }

    mutating func pop() -> UnsafeMutableRawPointer? {
      guard let chunk = first else { return nil }
      first = chunk.load(as: UnsafeMutableRawPointer?.self)
      count -= 1
      return chunk
    }
  }

  /// The batches that no thread has.
  fileprivate final class Depot: @unchecked Sendable {
    private let lock = Lock()
    // Guarded by the lock.
    private var batches = [[Batch]](repeating: [], count: classCount)
    private var byteCount = 0

    func take(_ sizeClass: Int) -> Batch {
      lock.withLock {
        guard let batch = batches[sizeClass].popLast() else { return Batch() }
        byteCount -= batch.count << (sizeClass + smallestShift)
        return batch
      }
    }

    func put(_ batch: Batch, _ sizeClass: Int) {
      guard !batch.isEmpty else { return }
      let bytes = batch.count << (sizeClass + smallestShift)
      let isKept = lock.withLock {
        guard byteCount + bytes <= maximumDepotBytes else { return false }
        byteCount += bytes
        batches[sizeClass].append(batch)
        return true
      }
      guard !isKept else { return }
      var batch = batch
      while let chunk = batch.pop() { free(chunk) }
    }
  }
}
