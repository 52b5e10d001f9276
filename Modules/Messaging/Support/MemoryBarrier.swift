internal import CMessaging

/// A pair of memory barriers that costs the busy side nothing and the waiting side a system call.
///
/// Two threads that each write one location and then read the other's need a full barrier in between,
/// or both may miss the other's write. Where the system can run a barrier on all threads of the process at once
/// (`membarrier(2)` on Linux), one side calls ``onEveryThread()`` and the other needs
/// no instruction, only the promise of ``isAsymmetric``. Elsewhere the other side needs a full
/// barrier of its own, for each of its writes.
package enum MemoryBarrier {
  /// Whether ``onEveryThread()`` stands in for the other side's barriers. The same for the whole life of the process.
  package static let isAsymmetric = messaging_prepare_barrier_on_every_thread() != 0

  /// Makes every thread of the process pass a full barrier before this returns, the caller too.
  ///
  /// - Returns: `false` when the system refused. Then the other side's writes may not be visible yet, and
  ///   the caller must not rely on having seen them.
  package static func onEveryThread() -> Bool { isAsymmetric && messaging_barrier_on_every_thread() != 0 }
}
