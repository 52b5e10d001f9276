import Foundation
import TestSupport

/// What this process may have.
enum ResourceLimit {
  /// Lowers the limit of open descriptors (`RLIMIT_NOFILE`) for good.
  static func lowerDescriptors(to count: Int) throws {
    var limits = rlimit(rlim_cur: rlim_t(count), rlim_max: rlim_t(count))
    guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits) == 0 else {
      throw Fault("no limit of \(count): \(String(cString: strerror(errno)))")
    }
  }
}
