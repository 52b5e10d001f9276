#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

import Messaging

/// Keeps processes that bind paths in the same folder from doing so at the same time.
///
/// It is the folder that is locked (`flock`), so nothing is left behind. Where it cannot be, or is not within a second,
/// there is no lock: others may lock folders as well, for whatever reason.
package struct FolderLock: ~Copyable {
  private let descriptor: Int32

  /// Locks the folder that a path is in.
  package init(of path: String) {
    let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    let deadline = Deadline.after(.seconds(1))
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR,
      deadline.remaining != .zero
    {
      poll(nil, 0, 1)
    }
  }

  /// Unlocks it. Called once.
  package borrowing func unlock() { if descriptor >= 0 { close(descriptor) } }
}
