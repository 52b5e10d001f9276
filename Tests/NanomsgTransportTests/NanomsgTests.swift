import Messaging
import NanomsgTransport
import Testing

@Suite struct NanomsgTests {
  private static let soon = Duration.seconds(10)

  @Test(arguments: ["tcp://127.0.0.1:*", "tcp://127.0.0.1:0"])
  func aPortIsChosen(_ address: String) throws {
    let transport = try Nanomsg()
    var pull = try transport.socket(.pull)
    let endpoint = try pull.bind(address)
    #expect(endpoint.hasPrefix("tcp://127.0.0.1:"))
    #expect(Int(endpoint.split(separator: ":").last ?? "").map { $0 > 0 } == true)
    var push = try transport.socket(.push)
    try push.connect(endpoint)
    try push.send("found", deadline: .after(Self.soon))
    #expect(String(try pull.receive(deadline: .after(Self.soon))) == "found")
  }

  /// The library has no state for one transport: ending one must not end the others.
  @Test func shutdownEndsOnlyItsOwnSockets() throws {
    let one = try Nanomsg()
    let other = try Nanomsg()
    var pull = try other.socket(.pull)
    let endpoint = try pull.bind("inproc://*")
    var push = try other.socket(.push)
    try push.connect(endpoint)
    var ended = try one.socket(.pull)
    one.shutdown()

    let error = #expect(throws: MessagingError.self) { try ended.receive().count }
    #expect(error?.code == .closed)
    try push.send("alive", deadline: .after(Self.soon))
    #expect(String(try pull.receive(deadline: .after(Self.soon))) == "alive")
  }

  /// The library would give up the first request.
  @Test func aSecondRequestHasToWaitForTheReply() throws {
    let transport = try Nanomsg()
    var reply = try transport.socket(.reply)
    let endpoint = try reply.bind("inproc://*")
    var request = try transport.socket(.request)
    try request.connect(endpoint)
    try request.send("first", deadline: .after(Self.soon))
    let error = #expect(throws: MessagingError.self) { try request.send("second") }
    #expect(error?.code == .invalidState)
    #expect(String(try reply.receive(deadline: .after(Self.soon))) == "first")
    try reply.send("answer", deadline: .after(Self.soon))
    #expect(String(try request.receive(deadline: .after(Self.soon))) == "answer")
    try request.send("second", deadline: .after(Self.soon))
    #expect(String(try reply.receive(deadline: .after(Self.soon))) == "second")
  }

  /// The library silently drops what exceeds the receiver's limit, headers included.
  @Test func theLimitAppliesToTheBodyAlone() throws {
    var options = SocketOptions()
    options.maximumMessageSize = 1_000
    let transport = try Nanomsg()
    var reply = try transport.socket(.reply, options: options)
    let endpoint = try reply.bind("tcp://127.0.0.1:*")
    var request = try transport.socket(.request, options: options)
    try request.connect(endpoint)
    try request.send([UInt8](repeating: 1, count: 1_000), deadline: .after(Self.soon))
    #expect(try reply.receive(deadline: .after(Self.soon)).count == 1_000)
  }

  /// The library would abort the process.
  @Test func aSecondInprocPairIsRefused() throws {
    let transport = try Nanomsg()
    var bound = try transport.socket(.pair)
    let endpoint = try bound.bind("inproc://*")
    var first = try transport.socket(.pair)
    try first.connect(endpoint)
    var second = try transport.socket(.pair)
    var error = #expect(throws: MessagingError.self) { try second.connect(endpoint) }
    #expect(error?.code == .addressInUse)
    #expect(error?.endpoint == endpoint)
    error = #expect(throws: MessagingError.self) { try bound.bind("tcp://127.0.0.1:*") }
    #expect(error?.code == .addressInUse)

    try first.send("undisturbed", deadline: .after(Self.soon))
    #expect(String(try bound.receive(deadline: .after(Self.soon))) == "undisturbed")
    first.close()
    try second.connect(endpoint)
    try second.send("its turn", deadline: .after(Self.soon))
    #expect(String(try bound.receive(deadline: .after(Self.soon))) == "its turn")
  }
}
