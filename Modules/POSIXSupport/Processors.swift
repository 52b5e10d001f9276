#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The processors of the machine.
package enum Processors {
  /// How many are online; at least 1. Read once.
  package static let count = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  /// Lets another thread run that waits for this thread's processor, if there is one.
  package static func yield() { sched_yield() }
}
