internal import CMessaging
internal import Synchronization

/// What a pool and its buffers share. It lives until the pool is gone and the last buffer is back.
///
/// Which buffers there are is up to the pool's holder. Others only return, through their buffer's list.
@usableFromInline
package struct PoolCore: ~Copyable {
  /// One list for each size class.
  @usableFromInline
  let lists: UnsafeMutablePointer<OwnerFreeList.Storage>

  /// Whether returned buffers are poisoned and each buffer's whereabouts are kept.
  @usableFromInline
  let isChecked: Bool

  private let freeTaken: @Sendable (UnsafeMutableRawPointer) -> Void
  private let openLists = Atomic<Int>(SizeClass.count)

  /// - Parameter freeTaken: Frees what the transport took out of a received message.
  /// - Returns: `nil` when there is no memory.
  static func make(
    crossover: Int, isChecked: Bool, freeTaken: @escaping @Sendable (UnsafeMutableRawPointer) -> Void
  ) -> UnsafeMutablePointer<PoolCore>? {
    let (listSize, coreSize) = (MemoryLayout<OwnerFreeList.Storage>.stride, MemoryLayout<PoolCore>.stride)
    let listsSize = listSize * SizeClass.count
    guard let memory = messaging_allocate(listsSize + coreSize) else { return nil }
    let lists = memory.bindMemory(to: OwnerFreeList.Storage.self, capacity: SizeClass.count)
    let core = (memory + listsSize).bindMemory(to: PoolCore.self, capacity: 1)
    for index in 0..<SizeClass.count {
      (lists + index).initialize(to: OwnerFreeList.Storage(context: core, crossover: crossover))
    }
    core.initialize(to: PoolCore(lists: lists, isChecked: isChecked, freeTaken: freeTaken))
    return core
  }

  private init(
    lists: UnsafeMutablePointer<OwnerFreeList.Storage>, isChecked: Bool,
    freeTaken: @escaping @Sendable (UnsafeMutableRawPointer) -> Void
  ) {
    self.lists = lists
    self.isChecked = isChecked
    self.freeTaken = freeTaken
  }

  /// The list of a size class.
  @inlinable
  func list(_ index: Int) -> OwnerFreeList { OwnerFreeList(storage: lists + index) }

  /// Frees a buffer. From any thread.
  func discard(_ buffer: UnsafeMutableRawPointer) {
    let buffer = PooledBuffer(opaque: buffer)
    buffer.freeTakenBytes(with: freeTaken)
    messaging_free(buffer.opaque)
  }

  /// Ends the pool. What is still out keeps the core. By the holder, while nobody has the bias.
  static func close(_ core: UnsafeMutablePointer<PoolCore>) {
    let lists = core.pointee.lists
    for index in 0..<SizeClass.count { OwnerFreeList(storage: lists + index).close() }
  }

  /// Notes that nothing of a list is out any more. After the last one the core is gone.
  static func listIsDone(_ core: UnsafeMutablePointer<PoolCore>) {
    guard core.pointee.openLists.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 else { return }
    // The lists own nothing else, and the core lies behind them.
    let lists = core.pointee.lists
    for index in 0..<SizeClass.count { lists[index].ring.destroy() }
    core.deinitialize(count: 1)
    messaging_free(lists)
  }
}
