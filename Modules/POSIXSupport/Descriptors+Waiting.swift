#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

package import Messaging

extension Descriptors {
  /// Waits until a descriptor is readable.
  ///
  /// - Parameters:
  ///   - descriptor: What to wait for.
  ///   - wake: A second descriptor, which ends the wait as well.
  ///   - deadline: When to give up.
  /// - Returns: Whether each is readable. Neither is at the deadline, and after a signal.
  package static func waitUntilReadable(
    _ descriptor: Int32, orWake wake: Int32, until deadline: Deadline
  ) -> (isReadable: Bool, isWoken: Bool, isInterrupted: Bool) {
    var entries = (
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wake, events: Int16(POLLIN), revents: 0)
    )
    let count = withUnsafeMutableBytes(of: &entries) {
      poll($0.assumingMemoryBound(to: pollfd.self).baseAddress, 2, deadline.remainingMilliseconds)
    }
    return (
      count > 0 && entries.0.revents != 0, count > 0 && entries.1.revents != 0,
      count < 0 && errno == EINTR
    )
  }

  /// Waits until a descriptor is readable.
  ///
  /// - Returns: Whether it is. It is not at the deadline, and after a signal.
  package static func waitUntilReadable(_ descriptor: Int32, until deadline: Deadline) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, deadline.remainingMilliseconds) > 0
  }
}
