package import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How often the process was forked off since its ancestor first asked.
///
/// A child has what its parent opened, but none of its threads: using it would wait for those, or interfere with the parent.
/// What is opened notes the ``generation``, and is left alone in another one.
package enum Fork {
  private static let count = Atomic<Int>(0)

  private static let isWatched: Bool = {
    let status = pthread_atfork(nil, nil) {
      count.add(1, ordering: .releasing)
      ForkFlag.setAll()
    }
    precondition(status == 0, "a handler of forks needs a few bytes")
    return true
  }()

  /// Another number in a child than in its parent.
  package static var generation: Int {
    _ = isWatched
    return count.load(ordering: .acquiring)
  }
}

/// A flag that is set by its owner, or because the process is a child of the one that made it. For paths that look at a flag
/// anyway.
package enum ForkFlag {
  /// Flags are never freed, since a fork may come at any time, but used again.
  private struct Entry: ~Copyable {
    let flag: UnsafeMutablePointer<Atomic<Bool>>
    let isTaken: Atomic<Bool>
    let next: UnsafeMutablePointer<Entry>?
  }

  // Entries are only added, and their fields are atomic.
  nonisolated(unsafe) private static let first = Atomic<UnsafeMutablePointer<Entry>?>(nil)

  /// A flag that is not set, at an address of its own, which is valid for ever.
  ///
  /// - Complexity: O(n) in the number of flags.
  package static func take() -> UnsafeMutablePointer<Atomic<Bool>> {
    _ = Fork.generation
    var entry = first.load(ordering: .acquiring)
    while let current = entry {
      if !current.pointee.isTaken.exchange(true, ordering: .acquiringAndReleasing) {
        current.pointee.flag.pointee.store(false, ordering: .releasing)
        return current.pointee.flag
      }
      entry = current.pointee.next
    }
    return add()
  }

  /// Gives a flag back for others to use.
  package static func giveBack(_ flag: UnsafeMutablePointer<Atomic<Bool>>) {
    var entry = first.load(ordering: .acquiring)
    while let current = entry, current.pointee.flag != flag { entry = current.pointee.next }
    entry?.pointee.isTaken.store(false, ordering: .releasing)
  }

  /// Runs in a child before anything else, so it neither locks nor allocates.
  fileprivate static func setAll() {
    var entry = first.load(ordering: .acquiring)
    while let current = entry {
      current.pointee.flag.pointee.store(true, ordering: .releasing)
      entry = current.pointee.next
    }
  }

  private static func add() -> UnsafeMutablePointer<Atomic<Bool>> {
    let flag = UnsafeMutablePointer<Atomic<Bool>>.allocate(capacity: 1)
    flag.initialize(to: Atomic(false))
    let entry = UnsafeMutablePointer<Entry>.allocate(capacity: 1)
    var head = first.load(ordering: .acquiring)
    while true {
      entry.initialize(to: Entry(flag: flag, isTaken: Atomic(true), next: head))
      let (isDone, current) = first.compareExchange(
        expected: head, desired: entry, ordering: .acquiringAndReleasing)
      if isDone { return flag }
      head = current
      entry.deinitialize(count: 1)
    }
  }
}
