/// Whom a server lets in: by address, by user and by key.
///
///     var policy = AccessPolicy()
///     policy.allowedKeys = [client: "alice"]
///     let authenticator = try Authenticator(transport, policy: policy)
///
/// A peer has to pass all: its address is not denied, and allowed if any is; and it shows a user or a key that is allowed.
public struct AccessPolicy: Hashable, Sendable {
  /// The addresses that are let in; none for all.
  public var allowedAddresses: Set<String> = []

  /// The addresses that are turned away, also if they are allowed.
  public var deniedAddresses: Set<String> = []

  /// The users that are let in with their passwords.
  public var users: Set<Credentials> = []

  /// The keys that are let in, and the user that each stands for.
  public var allowedKeys: [CurvePublicKey: String] = [:]

  /// The principals of Kerberos that are let in.
  public var allowedPrincipals: Set<String> = []

  /// Lets in who shows no identity, from all addresses, and nobody else.
  public init() {}

  /// Decides on a peer.
  public func decide(on request: AuthenticationRequest) -> AuthenticationDecision {
    guard !deniedAddresses.contains(request.address) else { return .deny(reason: "address denied") }
    guard allowedAddresses.isEmpty || allowedAddresses.contains(request.address) else {
      return .deny(reason: "address not allowed")
    }
    switch request.identity {
    case .none:
      return .allow()
    case .user(let credentials):
      return isUser(credentials) ? .allow(userID: credentials.user) : .deny(reason: "user not allowed")
    case .key(let key):
      return allowedKeys[key].map { .allow(userID: $0) } ?? .deny(reason: "key not allowed")
    case .principal(let name):
      return allowedPrincipals.contains(name) ? .allow(userID: name) : .deny(reason: "principal not allowed")
    }
  }

  /// Compares with every user's, all bytes of each, so that the time taken tells nothing of them.
  private func isUser(_ credentials: Credentials) -> Bool {
    users.reduce(false) { found, user in
      let isSame =
        Self.isEqual(user.user, credentials.user) && Self.isEqual(user.password, credentials.password)
      return found || isSame
    }
  }

  private static func isEqual(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
