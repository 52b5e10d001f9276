#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

package import Messaging

/// Sockets of the local domain, by their path.
package enum UnixSocket {
  /// The most bytes a path can have.
  package static let maximumPathLength = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

  /// Removes what a socket that was bound leaves behind.
  ///
  /// - Returns: The system's error number, 0 when nothing is there any more.
  @discardableResult
  package static func remove(_ path: String) -> Int32 {
    unlink(path) == 0 || errno == ENOENT ? 0 : errno
  }

  /// Binds a path that nobody listens at, because libraries take over one that somebody does listen at, remove whatever else is
  /// there, or abort the process when they cannot.
  ///
  /// A socket that a process left behind when it was killed is removed. Of several processes that bind the same path by this
  /// function at a time, one wins.
  ///
  /// - Parameters:
  ///   - path: The path; one that begins with `@` is no file, and taken as it is.
  ///   - bind: Has the library bind it.
  /// - Throws: ``TransportFailure`` with `invalidAddress` for a path that is too long, `addressInUse` where somebody listens or
  ///   something else than a socket is, `outOfResources` (`EMFILE`), `permissionDenied` (`EACCES`, `EPERM`) for a socket
  ///   that was left behind and cannot be removed, and what `bind` throws.
  /// - Complexity: One connection, which a listener sees come and go.
  package static func withFreePath<Result>(
    _ path: String, bind: () throws(TransportFailure) -> Result
  ) throws(TransportFailure) -> Result {
    try checkLength(of: path)
    guard !path.hasPrefix("@") else { return try bind() }
    let folder = FolderLock(of: path)
    defer { folder.unlock() }
    try clear(path)
    return try bind()
  }

  /// Checks that a path is not too long.
  ///
  /// - Throws: ``TransportFailure`` with `invalidAddress`.
  package static func checkLength(of path: String) throws(TransportFailure) {
    guard path.utf8.count <= maximumPathLength else {
      throw TransportFailure(
        .invalidAddress, "a path of ipc has up to \(maximumPathLength) bytes, not \(path.utf8.count)")
    }
  }

  private static func clear(_ path: String) throws(TransportFailure) {
    var status = stat()
    // What cannot be looked at cannot be bound either, and the library says why.
    guard stat(path, &status) == 0 || lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFSOCK else {
      throw TransportFailure(.addressInUse, number: EADDRINUSE, "\(path) is there and no socket")
    }
    guard try isLeftBehind(path) else {
      throw TransportFailure(.addressInUse, number: EADDRINUSE, "a socket is listening at \(path)")
    }
    let number = remove(path)
    guard number == 0 else {
      throw TransportFailure(
        MessagingError.Code(errno: number), number: number,
        "a socket was left behind at \(path) and cannot be removed: \(String(cString: strerror(number)))")
    }
  }

  /// Whether nobody listens at a socket's path. One that refuses for want of room, or of a permission, is there.
  private static func isLeftBehind(_ path: String) throws(TransportFailure) -> Bool {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let descriptor = StreamSocket.open(AF_UNIX)
    guard descriptor >= 0 else {
      let number = errno
      throw TransportFailure(
        MessagingError.Code(errno: number), number: number, "no descriptor to look who listens at \(path)")
    }
    defer { close(descriptor) }
    // A listener whose peers queue up would have the call wait.
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    let status = withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    return status != 0 && (errno == ECONNREFUSED || errno == ENOENT)
  }
}
