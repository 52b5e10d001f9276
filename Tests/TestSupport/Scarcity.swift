internal import Foundation

/// Takes things away from a process that a test has for itself, for good.
package enum Scarcity {
  /// Leaves the process this many descriptors that it can open.
  package static func leaveDescriptors(_ count: Int) {
    limitDescriptors(to: 128)
    var opened: [Int32] = []
    while true {
      let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { break }
      opened.append(descriptor)
    }
    precondition(opened.count >= count, "the process has too many descriptors")
    for descriptor in opened.suffix(count) { close(descriptor) }
  }

  /// Lets the process have this many descriptors, besides those that it has.
  package static func limitDescriptors(to count: Int) {
    limit(RLIMIT_NOFILE, to: count)
  }

  #if canImport(Glibc)
    /// Leaves the process no thread that it can start.
    package static func leaveNoThreads() {
      limit(__RLIMIT_NPROC, to: 1)
      // The system does not count those of the superuser.
      guard geteuid() == 0 else { return }
      precondition(setuid(65_534) == 0, "there is no other user to be")
    }
  #endif

  #if canImport(Glibc)
    private static func limit(_ resource: __rlimit_resource, to count: Int) {
      var limits = rlimit(rlim_cur: rlim_t(count), rlim_max: rlim_t(count))
      precondition(setrlimit(__rlimit_resource_t(resource.rawValue), &limits) == 0, "limits can be lowered")
    }
  #else
    private static func limit(_ resource: Int32, to count: Int) {
      var limits = rlimit(rlim_cur: rlim_t(count), rlim_max: rlim_t(count))
      precondition(setrlimit(resource, &limits) == 0, "limits can be lowered")
    }
  #endif
}
