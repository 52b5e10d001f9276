import Foundation
import TestSupport

/// What this process may have.
enum ResourceLimit {
  /// Open descriptors (`RLIMIT_NOFILE`).
  case descriptors
  /// Processes and threads of the user (`RLIMIT_NPROC`). The system does not apply it to the superuser.
  case threads

  /// Lowers the limit for good.
  func lower(to count: Int) throws {
    var limits = rlimit(rlim_cur: rlim_t(count), rlim_max: rlim_t(count))
    let resource = self == .descriptors ? RLIMIT_NOFILE : __RLIMIT_NPROC
    guard setrlimit(__rlimit_resource_t(resource.rawValue), &limits) == 0 else {
      throw Fault("no limit of \(count): \(String(cString: strerror(errno)))")
    }
  }
}
