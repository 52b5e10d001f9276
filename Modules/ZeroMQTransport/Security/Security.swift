/// How a ZeroMQ socket protects its connections.
///
///     let keys = try CurveKeyPair.generate()
///     try server.secure(.curveServer(keys.secretKey))
///     try client.secure(.curveClient(try .generate(), server: keys.publicKey))
///
/// Both ends need the same mechanism. Servers may be bound or connected; what they let in is up to the ``Authenticator``.
public struct Security: Sendable {
  enum Mechanism {
    case null
    case plainServer
    case plainClient(Credentials)
    case curveServer(CurveSecretKey)
    case curveClient(CurveKeyPair, server: CurvePublicKey)
    case gssapi(own: GSSAPIPrincipal, server: GSSAPIPrincipal?, encrypts: Bool)
  }

  let mechanism: Mechanism

  /// The domain in which the ``Authenticator`` is asked; `nil` when it is not.
  let domain: String?

  /// No protection (`NULL`), as unless set.
  ///
  /// - Parameter domain: If not `nil`, an ``Authenticator`` is asked, for this domain, whether to let a peer in, by its address.
  ///   Without one, nobody is let in.
  public static func none(domain: String? = nil) -> Self { Self(mechanism: .null, domain: domain) }

  /// Clients give a name and a password, which everybody on the way can read (`PLAIN`).
  ///
  /// - Parameter domain: The domain for which an ``Authenticator`` is asked. Without one, nobody is let in.
  public static func plainServer(domain: String = "global") -> Self {
    Self(mechanism: .plainServer, domain: domain)
  }

  /// Gives the server a name and a password, which everybody on the way can read (`PLAIN`).
  public static func plainClient(_ credentials: Credentials) -> Self {
    Self(mechanism: .plainClient(credentials), domain: nil)
  }

  /// Encrypts, and shows clients that this is the server (`CURVE`). Lets those clients in that an ``Authenticator``
  /// allows, for a domain; without one, nobody.
  ///
  /// - Parameters:
  ///   - key: The server's secret key.
  ///   - domain: The domain for which the authenticator is asked.
  public static func curveServer(_ key: CurveSecretKey, domain: String = "global") -> Self {
    Self(mechanism: .curveServer(key), domain: domain)
  }

  /// Encrypts, shows clients that this is the server, and lets every client in that knows the server's public key (`CURVE`).
  ///
  /// - Parameter key: The server's secret key.
  public static func curveServerForAnyone(_ key: CurveSecretKey) -> Self {
    Self(mechanism: .curveServer(key), domain: nil)
  }

  /// Encrypts, and makes sure that the server is the one of a public key (`CURVE`).
  ///
  /// - Parameters:
  ///   - keys: The client's own keys.
  ///   - server: The server's public key.
  public static func curveClient(_ keys: CurveKeyPair, server: CurvePublicKey) -> Self {
    Self(mechanism: .curveClient(keys, server: server), domain: nil)
  }

  /// Accepts clients by Kerberos (`GSSAPI`), where the libzmq in use has it: see ``ZeroMQ/has(_:)``.
  ///
  /// - Parameters:
  ///   - principal: The server's own.
  ///   - encrypts: Whether messages are encrypted.
  ///   - domain: The domain for which an ``Authenticator`` is asked; `nil` for not asking.
  public static func gssapiServer(
    _ principal: GSSAPIPrincipal, encrypts: Bool = true, domain: String? = nil
  ) -> Self {
    Self(mechanism: .gssapi(own: principal, server: nil, encrypts: encrypts), domain: domain)
  }

  /// Connects by Kerberos (`GSSAPI`). As ``gssapiServer(_:encrypts:domain:)``.
  ///
  /// - Parameters:
  ///   - principal: The client's own.
  ///   - server: The server's.
  ///   - encrypts: Whether messages are encrypted.
  public static func gssapiClient(
    _ principal: GSSAPIPrincipal, server: GSSAPIPrincipal, encrypts: Bool = true
  ) -> Self {
    Self(mechanism: .gssapi(own: principal, server: server, encrypts: encrypts), domain: nil)
  }
}

/// How connections are protected, as ``Messaging/Socket/securityMechanism`` tells.
public enum SecurityMechanism: Hashable, Sendable {
  /// Not at all (`ZMQ_NULL`).
  case null
  /// By name and password (`ZMQ_PLAIN`).
  case plain
  /// By keys (`ZMQ_CURVE`).
  case curve
  /// By Kerberos (`ZMQ_GSSAPI`).
  case gssapi
}

/// A name that Kerberos knows.
public struct GSSAPIPrincipal: Hashable, Sendable {
  /// What kind of name it is.
  public enum Kind: Hashable, Sendable {
    /// A service on a host (`ZMQ_GSSAPI_NT_HOSTBASED`).
    case hostBased
    /// A user (`ZMQ_GSSAPI_NT_USER_NAME`).
    case userName
    /// A name of Kerberos itself (`ZMQ_GSSAPI_NT_KRB5_PRINCIPAL`).
    case principal
  }

  /// The name, of 1 to 255 bytes.
  public let name: String

  /// What kind of name it is.
  public let kind: Kind

  /// A name of a kind.
  public init(_ name: String, kind: Kind = .hostBased) {
    self.name = name
    self.kind = kind
  }
}
