#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

package import Messaging

extension Descriptors {
  /// How many descriptors the process may have open when it has raised its limit, `RLIMIT_NOFILE`, as far as it can.
  package static var highestLimit: Int { Int(clamping: highest(of: limits)) }

  /// Raises the process's limit as far as it can be raised.
  ///
  /// - Throws: ``TransportFailure`` with the system's error number.
  package static func raiseLimit() throws(TransportFailure) {
    var limits = limits
    let highest = highest(of: limits)
    guard limits.rlim_cur < highest else { return }
    limits.rlim_cur = highest
    guard setrlimit(resource, &limits) == 0 else {
      let number = errno
      throw TransportFailure(
        MessagingError.Code(errno: number), number: number,
        "the limit of open descriptors could not be raised to \(highest)")
    }
  }

  /// Checks that the system polls this many descriptors at once: as many as the process may open now, of which it may have more
  /// that were opened before, or pass one several times. `poll` refuses others (`EINVAL`), for which libraries abort.
  ///
  /// - Throws: ``TransportFailure`` with `outOfResources`.
  package static func requirePolling(_ count: Int) throws(TransportFailure) {
    // The standard streams and one more: no process that sends messages has less.
    guard count > 4 else { return }
    let limit = Int(clamping: limits.rlim_cur)
    guard count <= limit else {
      throw TransportFailure(
        .outOfResources, number: EINVAL, "the system polls up to \(limit) descriptors at once, not \(count)")
    }
  }

  private static var limits: rlimit {
    var limits = rlimit()
    let status = getrlimit(resource, &limits)
    precondition(status == 0, "every process has a limit of descriptors")
    return limits
  }

  private static func highest(of limits: rlimit) -> rlim_t {
    #if canImport(Darwin)
      // More is refused, although the hard limit is usually unlimited.
      min(limits.rlim_max, rlim_t(OPEN_MAX))
    #else
      limits.rlim_max
    #endif
  }

  #if canImport(Glibc)
    private static var resource: __rlimit_resource_t { __rlimit_resource_t(RLIMIT_NOFILE.rawValue) }
  #else
    private static var resource: Int32 { RLIMIT_NOFILE }
  #endif
}
