#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif
internal import Messaging

extension TransportFailure {
  /// What the system says of the call that just failed (`errno`).
  static func ofLastCall() -> TransportFailure {
    let number = errno
    return TransportFailure(
      MessagingError.Code(errno: number), number: number, String(cString: strerror(number)))
  }
}
