#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The part of ``BlockCache`` that belongs to one thread. It goes to the depot when the thread ends.
enum ThreadShelves {
  /// The calling thread's shelves, one for each size class; `nil` when the system has no place for them.
  static var current: UnsafeMutablePointer<BlockCache.Shelf>? {
    guard let key else { return nil }
    if let existing = pthread_getspecific(key) {
      return existing.assumingMemoryBound(to: BlockCache.Shelf.self)
    }
    return make(key)
  }

  private static let key: pthread_key_t? = {
    var key = pthread_key_t()
    let status = pthread_key_create(&key) { shelves in
      // Some systems declare the argument optional; it is never null.
      let shelves: UnsafeMutableRawPointer? = shelves
      ThreadShelves.destroy(shelves!)
    }
    return status == 0 ? key : nil
  }()

  private static func make(_ key: pthread_key_t) -> UnsafeMutablePointer<BlockCache.Shelf>? {
    let shelves = UnsafeMutablePointer<BlockCache.Shelf>.allocate(capacity: BlockCache.classCount)
    for sizeClass in 0..<BlockCache.classCount {
      guard let shelf = BlockCache.Shelf() else {
        discard(shelves, count: sizeClass)
        return nil
      }
      (shelves + sizeClass).initialize(to: shelf)
    }
    guard pthread_setspecific(key, shelves) == 0 else {
      discard(shelves, count: BlockCache.classCount)
      return nil
    }
    return shelves
  }

  private static func destroy(_ pointer: UnsafeMutableRawPointer) {
    discard(pointer.assumingMemoryBound(to: BlockCache.Shelf.self), count: BlockCache.classCount)
  }

  private static func discard(_ shelves: UnsafeMutablePointer<BlockCache.Shelf>, count: Int) {
    for sizeClass in 0..<count { BlockCache.empty(shelves[sizeClass], sizeClass) }
    shelves.deallocate()
  }
}
