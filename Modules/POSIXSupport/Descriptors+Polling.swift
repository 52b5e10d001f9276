#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

package import Messaging

extension Descriptors {
  /// Waits until one of these descriptors is readable.
  ///
  /// - Parameters:
  ///   - descriptors: What to wait for.
  ///   - deadline: When to give up.
  ///   - report: Is told the index of each that is readable. At the deadline, and after a signal, there is none.
  /// - Throws: ``TransportFailure`` with `outOfResources` for more descriptors than the system polls at once (`EINVAL`).
  package static func waitUntilReadable(
    any descriptors: [Int32], until deadline: Deadline, report: (Int) -> Void
  ) throws(TransportFailure) {
    try requirePolling(descriptors.count)
    withUnsafeTemporaryAllocation(of: pollfd.self, capacity: descriptors.count) { entries in
      for (index, descriptor) in descriptors.enumerated() {
        entries.initializeElement(
          at: index, to: pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
      }
      let count = poll(entries.baseAddress, nfds_t(entries.count), deadline.remainingMilliseconds)
      guard count > 0 else { return }
      for (index, entry) in entries.enumerated() where entry.revents != 0 { report(index) }
    }
  }
}
