extension MessagingError {
  /// What went wrong. Extensible: a transport may add codes, so a `switch` needs a `default`.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    /// The code's name.
    public let name: String

    /// Names a code. For transports that have failures of their own.
    public init(_ name: String) { self.name = name }

    /// The code's name.
    public var description: String { name }

    /// The call would have had to wait (`EAGAIN`). Between transport and `Socket` only: `Socket` answers
    /// `nil` or `false`, or waits.
    public static let wouldBlock = Code("wouldBlock")

    /// A signal interrupted the call (`EINTR`). Between transport and `Socket` only: `Socket` tries again.
    public static let interrupted = Code("interrupted")

    /// The deadline passed (`EAGAIN` after `ZMQ_RCVTIMEO`, `ETIMEDOUT`).
    public static let timedOut = Code("timedOut")

    /// The transport was shut down (`ETERM`, `EBADF`, `ENOTSOCK`), or is a parent process's (`ECHILD`).
    public static let closed = Code("closed")

    /// Another socket is bound there, or something else is at the path of a socket (`EADDRINUSE`).
    public static let addressInUse = Code("addressInUse")

    /// The address does not exist on this machine, or the endpoint is not bound or connected
    /// (`EADDRNOTAVAIL`, `ENODEV`, `ENOENT`).
    public static let addressNotAvailable = Code("addressNotAvailable")

    /// The address is malformed, too long or of a scheme the transport lacks (`EINVAL`, `ENAMETOOLONG`,
    /// `EPROTONOSUPPORT`).
    public static let invalidAddress = Code("invalidAddress")

    /// The message exceeds the socket's maximum message size (`EMSGSIZE`).
    public static let messageTooLarge = Code("messageTooLarge")

    /// The socket's pattern has no such operation (`ENOTSUP`, `ENOPROTOOPT`), or the transport no such
    /// pattern or transport name.
    public static let unsupported = Code("unsupported")

    /// The operation is out of turn, such as a second request before the reply (`EFSM`).
    public static let invalidState = Code("invalidState")

    /// An argument or option is out of range (`EINVAL`).
    public static let invalidArgument = Code("invalidArgument")

    /// Descriptors, sockets, threads or memory ran out (`EMFILE`, `ENFILE`, `ENOMEM`, `ENOBUFS`, `EAGAIN` of
    /// thread creation).
    public static let outOfResources = Code("outOfResources")

    /// The system does not allow it (`EACCES`, `EPERM`).
    public static let permissionDenied = Code("permissionDenied")

    /// Anything else; see ``MessagingError/number`` and ``MessagingError/reason``.
    public static let other = Code("other")
  }
}
