package import Messaging
internal import Synchronization

/// Calls that may never return.
package enum BoundedCall {
  /// Makes a call on a thread of its own, and waits for it for a while.
  ///
  /// - Parameters:
  ///   - deadline: When to give up waiting. The call goes on all the same, with what it holds.
  ///   - call: What to do. Without a thread left, it is done on this one, without a limit.
  /// - Returns: `false` when the deadline passed.
  @discardableResult
  package static func run(until deadline: Deadline, _ call: @escaping @Sendable () -> Void) -> Bool {
    let end = End()
    do {
      try JoinableThread {
        call()
        end.come()
      }.detach()
    } catch {
      call()
      return true
    }
    return end.wait(until: deadline)
  }

  private final class End: Sendable {
    private let hasCome = Atomic<Bool>(false)
    private let parker = Parker()

    func come() {
      hasCome.store(true, ordering: .sequentiallyConsistent)
      atomicMemoryFence(ordering: .sequentiallyConsistent)
      parker.wake()
    }

    func wait(until deadline: Deadline) -> Bool {
      while !hasCome.load(ordering: .acquiring) {
        let isWoken = parker.park(until: deadline) { hasCome.load(ordering: .acquiring) }
        if !isWoken { return hasCome.load(ordering: .acquiring) }
      }
      return true
    }
  }
}
