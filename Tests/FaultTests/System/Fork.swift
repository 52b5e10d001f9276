import Foundation
import Messaging
import TestSupport

/// A copy of this process, which Swift does not offer to make: only the thread that asks is in it.
enum Fork {
  /// Has a copy do something, after which it ends with status 0, and waits for its end.
  ///
  /// - Returns: Its status as `waitpid` tells it; `nil` when it had to be ended.
  static func run(_ task: () -> Void) throws -> Int32? {
    typealias Function = @convention(c) () -> pid_t
    guard let symbol = dlsym(nil, "fork") else { throw Fault("no fork") }
    let child = unsafeBitCast(symbol, to: Function.self)()
    guard child >= 0 else { throw Fault("no fork: \(String(cString: strerror(errno)))") }
    if child == 0 {
      task()
      _exit(0)
    }
    var status: Int32 = 0
    let ended = eventually { waitpid(child, &status, WNOHANG) == child }
    guard !ended else { return status }
    kill(child, SIGKILL)
    waitpid(child, &status, 0)
    return nil
  }
}
