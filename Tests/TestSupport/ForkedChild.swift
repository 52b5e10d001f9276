internal import Foundation

/// Runs something in a child that `fork` makes of this process, which Swift does not offer for good reasons.
///
/// - Returns: The signal that ended the child, 0 when it came to its end. `SIGALRM` stands for one that hung.
package func signalEndingForkedChild(_ body: () -> Void) -> Int32 {
  typealias Fork = @convention(c) () -> pid_t
  #if canImport(Darwin)
    let anywhere = UnsafeMutableRawPointer(bitPattern: -2)
  #else
    let anywhere: UnsafeMutableRawPointer? = nil
  #endif
  let fork = unsafeBitCast(dlsym(anywhere, "fork"), to: Fork.self)
  let child = fork()
  guard child != 0 else {
    alarm(60)
    body()
    _exit(0)
  }
  precondition(child > 0, "the system forks")
  var status: Int32 = 0
  while waitpid(child, &status, 0) < 0, errno == EINTR {}
  return status & 0x7F
}
