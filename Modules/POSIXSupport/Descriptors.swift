#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

package import Messaging

/// Descriptors of the process.
package enum Descriptors {
  /// Checks that the process can open `count` more descriptors, because libraries abort the process when
  /// they run out of them half-way.
  ///
  /// Another thread may take them meanwhile, so `count` is generous where it matters.
  ///
  /// - Throws: ``TransportFailure`` with `outOfResources` and the system's `EMFILE` or `ENFILE`.
  package static func require(_ count: Int) throws(TransportFailure) {
    var opened: [Int32] = []
    opened.reserveCapacity(count)
    defer { for descriptor in opened { _ = Self.close(descriptor) } }
    for _ in 0..<count {
      let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else {
        let number = errno
        throw TransportFailure(
          MessagingError.Code(errno: number), number: number,
          "\(count) descriptors are needed and the process can open only \(opened.count) more")
      }
      opened.append(descriptor)
    }
  }

  /// Checks that the process may open raw sockets of a protocol of IP's.
  ///
  /// - Throws: ``TransportFailure`` with the system's error number, such as `EPERM`.
  package static func requireRawSockets(of protocolNumber: Int32) throws(TransportFailure) {
    #if canImport(Glibc)
      let type = Int32(SOCK_RAW.rawValue)
    #else
      let type = SOCK_RAW
    #endif
    let descriptor = socket(AF_INET, type, protocolNumber)
    guard descriptor >= 0 else {
      let number = errno
      throw TransportFailure(
        MessagingError.Code(errno: number), number: number,
        "it takes raw sockets, which the process may not open")
    }
    _ = Self.close(descriptor)
  }

  /// Whether a descriptor is a socket that listens.
  package static func isListening(_ descriptor: Int32) -> Bool {
    var isListening: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &isListening, &size) == 0 && isListening != 0
  }

  /// Whether a descriptor is a socket of the local domain.
  package static func isLocal(_ descriptor: Int32) -> Bool {
    var address = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let status = withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
    }
    return status == 0 && address.ss_family == sa_family_t(AF_UNIX)
  }

  private static func close(_ descriptor: Int32) -> Int32 {
    #if canImport(Darwin)
      Darwin.close(descriptor)
    #elseif canImport(Glibc)
      Glibc.close(descriptor)
    #else
      Musl.close(descriptor)
    #endif
  }
}
