import CZeroMQ
public import Messaging

extension Socket where T == ZeroMQ {
  /// Protects what the socket is bound and connected to afterwards.
  ///
  /// - Parameter security: How.
  /// - Throws: ``/Messaging/MessagingError`` with ``/Messaging/MessagingError/Code/invalidArgument`` for a name or
  ///   password without bytes, with more than 255, or with NUL, ``/Messaging/MessagingError/Code/invalidState`` for what
  ///   has no domain on a socket that was given one, ``/Messaging/MessagingError/Code/unsupported`` when the libzmq in
  ///   use was built without the mechanism (`EINVAL`), and ``/Messaging/MessagingError/Code/closed`` after the transport
  ///   was shut down (`ETERM`).
  public mutating func secure(_ security: Security) throws(MessagingError) {
    try withUnsafeHandle(during: MessagingError.Operation("secure")) { (handle) throws(TransportFailure) in
      try handle.setDomain(security.domain)
      do throws(TransportFailure) {
        try handle.set(security.mechanism)
      } catch {
        throw error.ofCheckedValue("the mechanism")
      }
    }
  }

  /// How what the socket is bound and connected to afterwards is protected (`ZMQ_MECHANISM`).
  ///
  /// - Throws: ``/Messaging/MessagingError`` with ``/Messaging/MessagingError/Code/closed`` after the transport was shut
  ///   down (`ETERM`).
  public var securityMechanism: SecurityMechanism {
    mutating get throws(MessagingError) {
      try withUnsafeHandle(during: MessagingError.Operation("getOption")) {
        (handle) throws(TransportFailure) in
        let number: Int32 = try handle.value(of: ZMQ_MECHANISM)
        return switch number {
        case ZMQ_PLAIN: .plain
        case ZMQ_CURVE: .curve
        case ZMQ_GSSAPI: .gssapi
        default: .null
        }
      }
    }
  }
}

extension ZeroMQ.SocketHandle {
  fileprivate func setDomain(_ domain: String?) throws(TransportFailure) {
    guard let domain else {
      // The library takes no empty one.
      guard try text(of: ZMQ_ZAP_DOMAIN, capacity: 256).isEmpty else {
        throw TransportFailure(.invalidState, "a socket that was given a domain keeps one")
      }
      return
    }
    try Self.check("a domain", domain)
    try set(ZMQ_ZAP_DOMAIN, bytes: Array(domain.utf8))
    // With a domain, a missing authenticator lets nobody in rather than everybody.
    do throws(TransportFailure) {
      try set(Self.enforceDomain, Int32(1))
    } catch {
      throw error.ofCheckedValue("ZMQ_ZAP_ENFORCE_DOMAIN")
    }
  }

  /// `ZMQ_ZAP_ENFORCE_DOMAIN`, which libzmq has since 4.3 and its header calls a draft.
  private static let enforceDomain: Int32 = 93

  fileprivate func set(_ mechanism: Security.Mechanism) throws(TransportFailure) {
    // The library takes the mechanism, and the side, of what is set last.
    switch mechanism {
    case .null:
      try set(ZMQ_PLAIN_SERVER, Int32(0))
    case .plainServer:
      try set(ZMQ_PLAIN_SERVER, Int32(1))
    case .plainClient(let credentials):
      try Self.check("a user's name", credentials.user)
      try Self.check("a password", credentials.password)
      try set(ZMQ_PLAIN_USERNAME, bytes: Array(credentials.user.utf8))
      try set(ZMQ_PLAIN_PASSWORD, bytes: Array(credentials.password.utf8))
    case .curveServer(let key):
      try set(ZMQ_CURVE_SECRETKEY, bytes: key.bytes)
      try set(ZMQ_CURVE_SERVER, Int32(1))
    case .curveClient(let keys, let server):
      try set(ZMQ_CURVE_PUBLICKEY, bytes: keys.publicKey.bytes)
      try set(ZMQ_CURVE_SECRETKEY, bytes: keys.secretKey.bytes)
      try set(ZMQ_CURVE_SERVERKEY, bytes: server.bytes)
    case .gssapi(let own, let server, let encrypts):
      try setGSSAPI(own: own, server: server, encrypts: encrypts)
    }
  }

  private func setGSSAPI(
    own: GSSAPIPrincipal, server: GSSAPIPrincipal?, encrypts: Bool
  ) throws(TransportFailure) {
    try Self.check("a principal", own.name)
    try set(ZMQ_GSSAPI_PRINCIPAL, bytes: Array(own.name.utf8))
    try set(ZMQ_GSSAPI_PRINCIPAL_NAMETYPE, own.kind.number)
    try set(ZMQ_GSSAPI_PLAINTEXT, Int32(encrypts ? 0 : 1))
    if let server {
      try Self.check("a principal", server.name)
      try set(ZMQ_GSSAPI_SERVICE_PRINCIPAL, bytes: Array(server.name.utf8))
      try set(ZMQ_GSSAPI_SERVICE_PRINCIPAL_NAMETYPE, server.kind.number)
    } else {
      try set(ZMQ_GSSAPI_SERVER, Int32(1))
    }
  }

  private static func check(_ name: String, _ text: String) throws(TransportFailure) {
    guard (1...255).contains(text.utf8.count), !text.utf8.contains(0) else {
      // Does not repeat the text, which may be a password.
      throw TransportFailure(.invalidArgument, "\(name) has 1 to 255 bytes without NUL")
    }
  }
}

extension GSSAPIPrincipal.Kind {
  fileprivate var number: Int32 {
    switch self {
    case .hostBased: ZMQ_GSSAPI_NT_HOSTBASED
    case .userName: ZMQ_GSSAPI_NT_USER_NAME
    case .principal: ZMQ_GSSAPI_NT_KRB5_PRINCIPAL
    }
  }
}
