internal import Synchronization

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
  static func empty(_ shelf: Shelf, _ sizeClass: Int) {
    for batch in [shelf.loaded, shelf.spare] { depot.put(batch, sizeClass) }
  }

  /// A thread's chunks of one class. The spare batch keeps a thread that allocates and frees in turn away
  /// from the depot, wherever between full and empty it stands.
  struct Shelf {
    var loaded: Batch
    var spare: Batch

    /// A shelf without chunks; `nil` when there is no memory for its lists.
    init?() {
      guard let loaded = Batch(), let spare = Batch() else { return nil }
      self.loaded = loaded
      self.spare = spare
    }

    fileprivate mutating func refill(from depot: Depot, _ sizeClass: Int) {
      swap(&loaded, &spare)
      guard loaded.isEmpty, let batch = depot.take(sizeClass) else { return }
      depot.putEmpty(loaded)
      loaded = batch
    }

    fileprivate mutating func makeRoom(in depot: Depot, _ sizeClass: Int) {
      swap(&loaded, &spare)
      guard !loaded.isEmpty else { return }
      guard let batch = depot.takeEmpty() ?? Batch() else { return loaded.freeAll() }
      depot.put(loaded, sizeClass)
      loaded = batch
    }
  }

  /// Addresses of chunks, in a list on cache lines of its own. They are not linked through the chunks, because memory
  /// that another thread wrote is slow to read.
  ///
  /// Copying a `Batch` copies a pointer; one place at a time uses it.
  struct Batch {
    /// The number of chunks, then their addresses.
    fileprivate let list: UnsafeMutablePointer<UInt>

    /// A batch without chunks; `nil` when there is no memory.
    init?() {
      var memory: UnsafeMutableRawPointer?
      let size = (1 + batchSize) * MemoryLayout<UInt>.stride
      guard posix_memalign(&memory, 128, size) == 0, let memory else { return nil }
      list = memory.bindMemory(to: UInt.self, capacity: 1 + batchSize)
      list.initialize(repeating: 0, count: 1 + batchSize)
    }

    fileprivate init(list: UnsafeMutablePointer<UInt>) { self.list = list }

    var count: Int { Int(list[0]) }

    var isEmpty: Bool { list[0] == 0 }

    func push(_ chunk: UnsafeMutableRawPointer) {
      list[0] += 1
      list[count] = UInt(bitPattern: chunk)
    }

    func pop() -> UnsafeMutableRawPointer? {
      guard !isEmpty else { return nil }
      let chunk = UnsafeMutableRawPointer(bitPattern: list[count])
      list[0] -= 1
      return chunk
    }

    /// Frees the chunks.
    func freeAll() {
      while let chunk = pop() { free(chunk) }
    }

    /// Frees the list, which has no chunks.
    func destroy() { free(list) }
  }

  /// The batches that no thread has: a row of places for each class, and one for batches without chunks.
  ///
  /// A batch is put into a place that was empty by one compare-and-exchange, and taken out by one exchange, so whoever
  /// holds a batch is the only one.
  fileprivate struct Depot: Sendable {
    private static let placesInRow = 32

    private final class Memory: Sendable {
      nonisolated(unsafe) let places: UnsafeMutablePointer<Atomic<UInt>>
      let byteCount = Atomic<Int>(0)

      init() {
        let count = (classCount + 1) * placesInRow
        places = .allocate(capacity: count)
        for index in 0..<count { (places + index).initialize(to: Atomic(0)) }
      }
    }

    // Lives as long as the process.
    private let memory = Memory()

    /// A batch of chunks, if there is one.
    func take(_ sizeClass: Int) -> Batch? {
      guard let batch = takeFromRow(sizeClass) else { return nil }
      memory.byteCount.subtract(batch.count << (sizeClass + smallestShift), ordering: .relaxed)
      return batch
    }

    /// Keeps a batch with its chunks, or frees them where that would be too much.
    func put(_ batch: Batch, _ sizeClass: Int) {
      let bytes = batch.count << (sizeClass + smallestShift)
      let total = memory.byteCount.add(bytes, ordering: .relaxed).newValue
      if bytes > 0, total <= maximumDepotBytes, hasPut(batch, intoRow: sizeClass) { return }
      memory.byteCount.subtract(bytes, ordering: .relaxed)
      batch.freeAll()
      putEmpty(batch)
    }

    /// A batch without chunks, if there is one.
    func takeEmpty() -> Batch? { takeFromRow(classCount) }

    /// Keeps a batch without chunks, or frees it.
    func putEmpty(_ batch: Batch) {
      if !hasPut(batch, intoRow: classCount) { batch.destroy() }
    }

    private func takeFromRow(_ row: Int) -> Batch? {
      let places = memory.places + row * Self.placesInRow
      for index in 0..<Self.placesInRow where places[index].load(ordering: .relaxed) != 0 {
        let address = places[index].exchange(0, ordering: .acquiring)
        if let list = UnsafeMutablePointer<UInt>(bitPattern: address) { return Batch(list: list) }
      }
      return nil
    }

    private func hasPut(_ batch: Batch, intoRow row: Int) -> Bool {
      let places = memory.places + row * Self.placesInRow
      let address = UInt(bitPattern: batch.list)
      for index in 0..<Self.placesInRow where places[index].load(ordering: .relaxed) == 0 {
        if places[index].compareExchange(expected: 0, desired: address, ordering: .releasing).exchanged {
          return true
        }
      }
      return false
    }
  }
}
