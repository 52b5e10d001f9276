#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Stream sockets of the system's.
package enum StreamSocket {
  /// `SOCK_STREAM`, which is no number everywhere.
  package static var type: Int32 {
    #if canImport(Glibc)
      Int32(SOCK_STREAM.rawValue)
    #else
      SOCK_STREAM
    #endif
  }

  /// A socket of a family, as `AF_INET`; -1 when there is none, and `errno` says why.
  package static func open(_ family: Int32) -> Int32 { socket(family, type, 0) }
}
