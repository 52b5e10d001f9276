import Messaging
import POSIXSupport

/// A stack behind one lock: the simplest that works for all threads.
struct LockedStack: FreeList {
  private final class State: @unchecked Sendable {
    let lock = Lock()
    var top: UnsafeMutableRawPointer?
  }

  private let state = State()

  init?(capacity: Int) {}

  func pop() -> UnsafeMutableRawPointer? {
    state.lock.withLock {
      guard let node = state.top else { return nil }
      state.top = node.load(as: UnsafeMutableRawPointer?.self)
      return node
    }
  }

  func push(_ node: UnsafeMutableRawPointer) {
    state.lock.withLock {
      node.storeBytes(of: state.top, as: UnsafeMutableRawPointer?.self)
      state.top = node
    }
  }

  func destroy() {}
}
