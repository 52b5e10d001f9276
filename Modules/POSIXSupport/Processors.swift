import CMessaging

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

  /// The one that the calling thread runs on at the moment; 0 where the system does not tell.
  package static var current: Int { Int(messaging_current_processor()) }

  /// Lets another thread run that waits for this thread's processor, if there is one.
  package static func yield() { sched_yield() }
}
