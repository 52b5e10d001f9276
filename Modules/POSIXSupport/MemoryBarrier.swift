#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A pair of memory barriers that costs the busy side nothing and the waiting side a system call.
///
/// Two threads that each write one location and then read the other's need a full barrier in between,
/// or both may miss the other's write. Where the system can run a barrier on all threads of the process at once
/// (`membarrier(2)` on Linux), one side calls ``onEveryThread()`` and the other needs
/// no instruction, only the promise of ``isAsymmetric``. Elsewhere the other side needs a full
/// barrier of its own, for each of its writes.
package enum MemoryBarrier {
  /// Whether ``onEveryThread()`` stands in for the other side's barriers. The same for the whole life of the process.
  package static let isAsymmetric = register()

  /// Makes every thread of the process pass a full barrier before this returns, the caller too.
  ///
  /// - Returns: `false` when the system refused. Then the other side's writes may not be visible yet, and
  ///   the caller must not rely on having seen them.
  package static func onEveryThread() -> Bool { isAsymmetric && barrier() }

  #if os(Linux) && (arch(x86_64) || arch(arm64))
    // There is no C function for membarrier(2), and `syscall` is variadic, which Swift cannot call. On these
    // two architectures it takes its arguments like a function that is not.
    private typealias SystemCall = @convention(c) (Int, Int, Int, Int) -> Int

    private static let systemCall: SystemCall? = dlsym(nil, "syscall").map {
      unsafeBitCast($0, to: SystemCall.self)
    }

    #if arch(x86_64)
      private static let membarrier = 324
    #else
      private static let membarrier = 283
    #endif
    private static let privateExpedited = 1 << 3
    private static let registerPrivateExpedited = 1 << 4

    private static func register() -> Bool {
      guard let systemCall else { return false }
      return systemCall(membarrier, registerPrivateExpedited, 0, 0) == 0 && barrier()
    }

    private static func barrier() -> Bool { systemCall?(membarrier, privateExpedited, 0, 0) == 0 }
  #else
    private static func register() -> Bool { false }

    private static func barrier() -> Bool { false }
  #endif
}
