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
}
