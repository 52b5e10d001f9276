internal import Foundation
internal import POSIXSupport

/// A socket of the local domain that a test does with as it likes.
package final class LocalPeer {
  private let descriptor: Int32

  package init() throws {
    descriptor = StreamSocket.open(AF_UNIX)
    guard descriptor >= 0 else { throw POSIXError(.EMFILE) }
  }

  deinit { close(descriptor) }

  /// Connects to a listener.
  package func connect(to path: String) throws {
    try with(path) { systemConnect(descriptor, $0, $1) }
  }

  /// Listens at a path, with room for this many peers, and accepts none.
  package func listen(at path: String, backlog: Int32 = 5) throws {
    try bind(to: path)
    guard systemListen(descriptor, backlog) == 0 else { throw POSIXError(.EADDRINUSE) }
  }

  /// Leaves a socket at a path that nobody listens at, as a process that is killed does.
  ///
  /// It never listens: a child that another test is about to start may have the descriptor for a moment.
  package static func leaveBehind(at path: String) throws { try LocalPeer().bind(to: path) }

  private func bind(to path: String) throws { try with(path) { systemBind(descriptor, $0, $1) } }

  private func with(
    _ path: String, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) throws {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let status = withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        call($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EINVAL) }
  }
}

// Under names that the methods do not hide.
private func systemConnect(_ descriptor: Int32, _ name: UnsafePointer<sockaddr>, _ size: socklen_t) -> Int32 {
  connect(descriptor, name, size)
}

private func systemBind(_ descriptor: Int32, _ name: UnsafePointer<sockaddr>, _ size: socklen_t) -> Int32 {
  bind(descriptor, name, size)
}

private func systemListen(_ descriptor: Int32, _ backlog: Int32) -> Int32 { listen(descriptor, backlog) }
