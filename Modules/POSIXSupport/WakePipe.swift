#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

package import Messaging

/// A pipe that becomes readable, to end waits on other descriptors.
package struct WakePipe: ~Copyable, Sendable {
  /// Readable after ``wake()``.
  package let descriptor: Int32

  private let writingEnd: Int32

  /// Opens the pipe.
  ///
  /// - Throws: ``TransportFailure`` with `outOfResources` (`EMFILE`, `ENFILE`).
  package init() throws(TransportFailure) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      let number = errno
      throw TransportFailure(
        MessagingError.Code(errno: number), number: number, "no descriptors for a pipe")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    descriptor = ends[0]
    writingEnd = ends[1]
  }

  deinit {
    close(descriptor)
    close(writingEnd)
  }

  /// Makes the pipe readable. May be called from any thread, more than once.
  package borrowing func wake() {
    var byte: UInt8 = 0
    // Interrupted is the only failure of a pipe that holds a few bytes at most.
    while write(writingEnd, &byte, 1) < 0, errno == EINTR {}
  }

  /// Takes back one ``wake()``, which there has to be.
  package borrowing func takeBack() {
    var byte: UInt8 = 0
    while read(descriptor, &byte, 1) < 0, errno == EINTR {}
  }
}
