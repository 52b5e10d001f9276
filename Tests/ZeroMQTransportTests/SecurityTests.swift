import Messaging
import Synchronization
import TestSupport
import Testing
import ZeroMQTransport

@Suite(.timeLimit(.minutes(5))) struct SecurityTests {
  private let transport: ZeroMQ

  init() throws { transport = try ZeroMQ() }

  /// How long a stranger is waited for that must not come.
  private static let patience = Duration.milliseconds(300)

  private final class Requests: Sendable {
    let all = Mutex<[AuthenticationRequest]>([])
  }

  /// Whether what a client sends comes through, with the user that the server takes it for.
  private func passes(
    _ client: Security, to server: Security
  ) throws -> (Bool, user: String?, mechanism: SecurityMechanism) {
    var pull = try transport.socket(.pull)
    try pull.secure(server)
    var push = try transport.socket(.push)
    try push.secure(client)
    try push.connect(try pull.bind("tcp://127.0.0.1:*"))
    let mechanism = try push.securityMechanism
    // Whoever was turned away already has nobody to send to.
    guard try push.waitToSend(deadline: .after(Self.patience)), try push.trySend(Array("hello".utf8)) else {
      return (false, nil, mechanism)
    }
    guard try pull.waitToReceive(deadline: .after(Self.patience)) else { return (false, nil, mechanism) }
    let message = try pull.receive(deadline: soon)
    #expect(String(message) == "hello")
    return (true, message.userID, mechanism)
  }

  @Test func anyoneWithTheServersKey() throws {
    let (server, client) = (try CurveKeyPair.generate(), try CurveKeyPair.generate())
    let (isIn, _, mechanism) = try passes(
      .curveClient(client, server: server.publicKey), to: .curveServerForAnyone(server.secretKey))
    #expect(isIn && mechanism == .curve)
    let wrong = try passes(
      .curveClient(client, server: client.publicKey), to: .curveServerForAnyone(server.secretKey))
    #expect(!wrong.0)
    #expect(try !passes(.none(), to: .curveServerForAnyone(server.secretKey)).0)
  }

  /// A server that asks an authenticator, and has none, lets nobody in.
  @Test func withoutAuthenticatorNobody() throws {
    let (server, client) = (try CurveKeyPair.generate(), try CurveKeyPair.generate())
    #expect(
      try !passes(.curveClient(client, server: server.publicKey), to: .curveServer(server.secretKey)).0)
    #expect(
      try !passes(.plainClient(Credentials(user: "a", password: "b")), to: .plainServer()).0)
    #expect(try !passes(.none(), to: .none(domain: "global")).0)
    #expect(try passes(.none(), to: .none()).0)
  }

  @Test func keysAreAllowed() throws {
    let (server, friend, stranger) = (
      try CurveKeyPair.generate(), try CurveKeyPair.generate(), try CurveKeyPair.generate()
    )
    var policy = AccessPolicy()
    policy.allowedKeys = [friend.publicKey: "friend"]
    let authenticator = try Authenticator(transport, policy: policy)
    let known = try passes(
      .curveClient(friend, server: server.publicKey), to: .curveServer(server.secretKey))
    #expect(known.0 && known.user == "friend")
    let unknown = try passes(
      .curveClient(stranger, server: server.publicKey), to: .curveServer(server.secretKey))
    #expect(!unknown.0)
    authenticator.close()
    #expect(
      try !passes(.curveClient(friend, server: server.publicKey), to: .curveServer(server.secretKey)).0)
  }

  @Test func usersAreAllowed() throws {
    var policy = AccessPolicy()
    policy.users = [Credentials(user: "alice", password: "secret")]
    let authenticator = try Authenticator(transport, policy: policy)
    let known = try passes(
      .plainClient(Credentials(user: "alice", password: "secret")), to: .plainServer())
    #expect(known.0 && known.user == "alice" && known.mechanism == .plain)
    for stranger in [
      Credentials(user: "alice", password: "wrong"), Credentials(user: "bob", password: "secret"),
    ] {
      #expect(try !passes(.plainClient(stranger), to: .plainServer()).0)
    }
    authenticator.close()
  }

  @Test func addressesAreAllowed() throws {
    var policies: [(AccessPolicy, Bool)] = []
    func add(_ isIn: Bool, _ change: (inout AccessPolicy) -> Void) {
      var policy = AccessPolicy()
      change(&policy)
      policies.append((policy, isIn))
    }
    add(true) { _ in }
    add(true) { $0.allowedAddresses = ["127.0.0.1"] }
    add(false) { $0.allowedAddresses = ["192.0.2.1"] }
    add(false) { $0.deniedAddresses = ["127.0.0.1"] }
    add(false) {
      $0.allowedAddresses = ["127.0.0.1"]
      $0.deniedAddresses = ["127.0.0.1"]
    }
    for (policy, isIn) in policies {
      let authenticator = try Authenticator(transport, policy: policy)
      #expect(try passes(.none(), to: .none(domain: "global")).0 == isIn, "\(policy)")
      authenticator.close()
    }
  }

  @Test func aClosureDecides() throws {
    let requests = Requests()
    let (server, client) = (try CurveKeyPair.generate(), try CurveKeyPair.generate())
    let authenticator = try Authenticator(transport) { request in
      requests.all.withLock { $0.append(request) }
      guard request.domain == "inner" else { return .tryLater() }
      return request.identity == .key(client.publicKey) ? .allow(userID: "the client") : .deny()
    }
    let inside = try passes(
      .curveClient(client, server: server.publicKey), to: .curveServer(server.secretKey, domain: "inner"))
    #expect(inside.0 && inside.user == "the client")
    #expect(
      try !passes(
        .curveClient(client, server: server.publicKey), to: .curveServer(server.secretKey, domain: "outer")
      ).0)
    let seen = requests.all.withLock { $0 }
    #expect(Set(seen.map(\.domain)) == ["inner", "outer"])
    #expect(seen.allSatisfy { $0.address == "127.0.0.1" && $0.serverRoutingID.isEmpty })
    let second = #expect(throws: MessagingError.self) {
      try Authenticator(transport, policy: AccessPolicy()).close()
    }
    #expect(second?.code == .addressInUse)
    authenticator.close()
    try Authenticator(transport, policy: AccessPolicy()).close()
  }

  @Test func anAuthenticatorEndsWithItsTransport() throws {
    let transport = try ZeroMQ()
    let authenticator = try Authenticator(transport, policy: AccessPolicy())
    transport.shutdown()
    authenticator.close()
    let error = #expect(throws: MessagingError.self) {
      try Authenticator(transport, policy: AccessPolicy()).close()
    }
    #expect(error?.code == .closed)
  }

  @Test func nothingTellsASecret() throws {
    let keys = try CurveKeyPair.generate()
    let credentials = Credentials(user: "alice", password: "opensesame")
    var push = try transport.socket(.push)
    let error = #expect(throws: MessagingError.self) {
      try push.secure(.plainClient(Credentials(user: "alice", password: "opensesame\0")))
    }
    #expect(error?.code == .invalidArgument)
    let malformed = #expect(throws: MessagingError.self) {
      _ = try CurveSecretKey(z85: keys.secretKey.z85.replacing(/.$/, with: " "))
    }
    var texts = ["\(error as Any)", "\(malformed as Any)"]
    for value in [
      keys, keys.secretKey, credentials, Security.curveServer(keys.secretKey),
      Security.curveClient(keys, server: keys.publicKey), Security.plainClient(credentials),
      AuthenticationRequest.Identity.user(credentials),
    ] as [Any] {
      var dumped = ""
      dump(value, to: &dumped)
      texts += ["\(value)", String(reflecting: value), dumped]
    }
    let bytes = keys.secretKey.bytes.prefix(4).map(String.init).joined(separator: ", ")
    for text in texts {
      #expect(!text.contains(keys.secretKey.z85) && !text.contains("opensesame") && !text.contains(bytes))
    }
  }

  /// libzmq cannot take it back, and who believes so would ask nobody.
  @Test func aDomainStays() throws {
    var pull = try transport.socket(.pull)
    try pull.secure(.none(domain: "inner"))
    try pull.secure(.plainServer(domain: "outer"))
    let error = #expect(throws: MessagingError.self) { try pull.secure(.none()) }
    #expect(error?.code == .invalidState && error?.operation == MessagingError.Operation("secure"))
  }

  @Test func namesAreChecked() throws {
    var push = try transport.socket(.push)
    let long = String(repeating: "a", count: 256)
    for security in [
      Security.plainClient(Credentials(user: "", password: "a")),
      .plainClient(Credentials(user: long, password: "a")),
      .plainClient(Credentials(user: "a", password: "")), .plainServer(domain: ""), .none(domain: long),
    ] {
      let error = #expect(throws: MessagingError.self) { try push.secure(security) }
      #expect(error?.code == .invalidArgument)
    }
  }

  /// As far as that goes without a Kerberos server.
  @Test func kerberosIsTakenWhereTheLibraryHasIt() throws {
    let user = GSSAPIPrincipal("user", kind: .userName)
    for security in [
      Security.gssapiServer(GSSAPIPrincipal("host@server"), domain: "global"),
      .gssapiServer(GSSAPIPrincipal("host/server@REALM", kind: .principal), encrypts: false),
      .gssapiClient(user, server: GSSAPIPrincipal("host@server")),
    ] {
      var push = try transport.socket(.push)
      if ZeroMQ.has(.gssapi) {
        try push.secure(security)
        #expect(try push.securityMechanism == .gssapi)
      } else {
        let error = #expect(throws: MessagingError.self) { try push.secure(security) }
        #expect(error?.code == .unsupported)
      }
    }
    var push = try transport.socket(.push)
    let error = #expect(throws: MessagingError.self) {
      try push.secure(.gssapiClient(user, server: GSSAPIPrincipal("")))
    }
    #expect(error?.code == .invalidArgument)
  }
}
