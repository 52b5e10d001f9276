#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

package import Messaging

/// Ports of `tcp`, for libraries that cannot choose one.
package enum UnusedPort {
  /// A port that was free on every interface a moment ago. Another process may take it before the caller
  /// does, so be ready to ask again.
  ///
  /// - Throws: ``TransportFailure`` with what the system said.
  package static func find() throws(TransportFailure) -> UInt16 {
    let descriptor = StreamSocket.open(AF_INET)
    guard descriptor >= 0 else { throw .ofLastCall() }
    defer { close(descriptor) }

    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard status else { throw .ofLastCall() }
    return UInt16(bigEndian: address.sin_port)
  }
}
