import Messaging
import Synchronization

/// A stack that all threads change by compare-and-exchange, after R. K. Treiber, "Systems Programming: Coping with
/// Parallelism" (1986). It is what the seed's pool changed to.
///
/// A count beside the top makes an exchange fail after the top went away and came back in between.
struct LockFreeStack: FreeList {
  private final class State: Sendable {
    let top = Atomic(WordPair(first: 0, second: 0))
  }

  private let state = State()

  init?(capacity: Int) {}

  func pop() -> UnsafeMutableRawPointer? {
    var top = state.top.load(ordering: .acquiring)
    while let node = UnsafeMutableRawPointer(bitPattern: top.first) {
      // Nodes are not freed while the list is in use, so one that somebody else took meanwhile can be read.
      let next = WordPair(first: node.load(as: UInt.self), second: top.second &+ 1)
      let (exchanged, current) = state.top.weakCompareExchange(
        expected: top, desired: next, successOrdering: .acquiringAndReleasing, failureOrdering: .acquiring)
      if exchanged { return node }
      top = current
    }
    return nil
  }

  func push(_ node: UnsafeMutableRawPointer) {
    var top = state.top.load(ordering: .relaxed)
    while true {
      node.storeBytes(of: top.first, as: UInt.self)
      let next = WordPair(first: UInt(bitPattern: node), second: top.second &+ 1)
      let (exchanged, current) = state.top.weakCompareExchange(
        expected: top, desired: next, successOrdering: .acquiringAndReleasing, failureOrdering: .relaxed)
      if exchanged { return }
      top = current
    }
  }

  func destroy() {}
}
