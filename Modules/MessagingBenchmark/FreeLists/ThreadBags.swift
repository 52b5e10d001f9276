import CMessaging
import Messaging
import POSIXSupport
import Synchronization

/// A bag for each thread, from which others steal when theirs is empty: how .NET's `ConcurrentBag` is made, which the seed's
/// pool had first. Each bag has a lock, which is free unless somebody steals.
struct ThreadBags: FreeList {
  private final class Bag: @unchecked Sendable {
    let owner = Atomic<UInt>(0)
    let stack = LockedStack(capacity: 1)!
  }

  /// As many threads as ever use a list here.
  private let bags = (0..<64).map { _ in Bag() }

  init?(capacity: Int) {}

  func pop() -> UnsafeMutableRawPointer? {
    let own = ownIndex
    for offset in bags.indices {
      let bag = bags[(own + offset) % bags.count]
      guard bag.owner.load(ordering: .relaxed) != 0 else { continue }
      if let node = bag.stack.pop() { return node }
    }
    return nil
  }

  func push(_ node: UnsafeMutableRawPointer) { bags[ownIndex].stack.push(node) }

  func destroy() {}

  /// The calling thread's bag. The first bags are taken in order, so looking is short.
  private var ownIndex: Int {
    let thread = UInt(messaging_current_thread())
    for index in bags.indices {
      let owner = bags[index].owner.load(ordering: .relaxed)
      if owner == thread { return index }
      guard owner == 0 else { continue }
      let (taken, current) = bags[index].owner.compareExchange(
        expected: 0, desired: thread, ordering: .acquiringAndReleasing)
      if taken || current == thread { return index }
    }
    // More threads than bags: they share one.
    return bags.count - 1
  }
}
