#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

package import Messaging

extension MessagingError.Code {
  /// What an `errno` of the system stands for, as far as it means the same in every library and call.
  package init(errno number: Int32) {
    self =
      switch number {
      case EAGAIN: .wouldBlock
      case EINTR: .interrupted
      case ETIMEDOUT: .timedOut
      case EBADF, ENOTSOCK: .closed
      case EADDRINUSE: .addressInUse
      case EADDRNOTAVAIL, ENODEV, ENOENT: .addressNotAvailable
      case ENAMETOOLONG, EPROTONOSUPPORT: .invalidAddress
      case EMSGSIZE: .messageTooLarge
      case ENOTSUP, ENOPROTOOPT, EOPNOTSUPP: .unsupported
      case EINVAL: .invalidArgument
      case EMFILE, ENFILE, ENOMEM, ENOBUFS, ENOSPC: .outOfResources
      case EACCES, EPERM, EROFS: .permissionDenied
      default: .other
      }
  }
}

extension TransportFailure {
  /// The same failure of a call that took an address: there, an invalid argument is an invalid address.
  package var ofAddress: TransportFailure {
    var failure = self
    if failure.code == .invalidArgument { failure.code = .invalidAddress }
    return failure
  }
}
