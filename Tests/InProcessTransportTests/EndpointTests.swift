import Messaging
import TestSupport
import Testing

@testable import InProcessTransport

@Suite struct EndpointTests {
  private let transport = InProcess()

  @Test func `addresses`() throws {
    var pull = try transport.socket(.pull)
    #expect(try pull.bind("inproc://a") == "inproc://a")
    let chosen = try pull.bind("inproc://*")
    #expect(chosen != (try pull.bind("inproc://*")))
    #expect(failure { () throws(MessagingError) in try pull.bind("inproc://a") } == .addressInUse)
    #expect(failure { () throws(MessagingError) in try pull.bind("tcp://127.0.0.1:*") } == .invalidAddress)
    #expect(failure { () throws(MessagingError) in try pull.connect("ipc:///a") } == .invalidAddress)
    #expect(failure { () throws(MessagingError) in try pull.connect("inproc://*") } == .invalidAddress)
    #expect(failure { () throws(MessagingError) in try pull.unbind("inproc://b") } == .addressNotAvailable)
    #expect(
      failure { () throws(MessagingError) in try pull.disconnect("inproc://a") } == .addressNotAvailable)
    try pull.unbind(chosen)
    #expect(failure { () throws(MessagingError) in try pull.unbind(chosen) } == .addressNotAvailable)
    var other = try transport.socket(.pull)
    #expect(failure { () throws(MessagingError) in try other.unbind("inproc://a") } == .addressNotAvailable)
    #expect(try other.bind(chosen) == chosen)
  }

  @Test func `unknown patterns and wrong directions are unsupported`() throws {
    #expect(
      failure { () throws(MessagingError) in _ = try transport.socket(Pattern("survey")) } == .unsupported)
    var push = try transport.socket(.push)
    var pull = try transport.socket(.pull)
    var publish = try transport.socket(.publish)
    var subscribe = try transport.socket(.subscribe)
    #expect(failure { () throws(MessagingError) in _ = try push.tryReceive() } == .unsupported)
    #expect(failure { () throws(MessagingError) in _ = try publish.tryReceive() } == .unsupported)
    #expect(failure { () throws(MessagingError) in _ = try pull.trySend("x") } == .unsupported)
    #expect(failure { () throws(MessagingError) in _ = try subscribe.trySend("x") } == .unsupported)
    let large = [UInt8](repeating: 1, count: 1_000)
    #expect(failure { () throws(MessagingError) in _ = try subscribe.trySend(large) } == .unsupported)
  }

  @Test func `name spaces are apart`() throws {
    let other = InProcess()
    var pull = try transport.socket(.pull)
    var foreign = try other.socket(.pull)
    try pull.bind("inproc://same")
    try foreign.bind("inproc://same")
    var push = try other.socket(.push)
    try push.connect("inproc://same")
    try push.send("x", deadline: soon)
    #expect(try foreign.receiveText() == "x")
    #expect(try pull.tryReceive() == nil)
  }

  @Test func `connecting before binding`() throws {
    var push = try transport.socket(.push)
    try push.connect("inproc://later")
    #expect(try !push.trySend("early"))
    var pull = try transport.socket(.pull)
    try pull.bind("inproc://later")
    try push.send("x", deadline: soon)
    #expect(try pull.receiveText() == "x")
  }

  @Test func `reconnects after a peer closed or unbound`() throws {
    var push = try transport.socket(.push)
    try push.connect("inproc://server")
    for round in 0..<5 {
      var pull = try transport.socket(.pull)
      try pull.bind("inproc://server")
      try push.send("round \(round)", deadline: soon)
      #expect(try pull.receiveText() == "round \(round)")
      if round % 2 == 0 {
        try pull.unbind("inproc://server")
        #expect(try !push.trySend("nobody"))
      }
      pull.close()
      #expect(try !push.trySend("nobody"))
    }
  }

  @Test func `disconnecting ends the connection`() throws {
    var pull = try transport.socket(.pull)
    try pull.bind("inproc://server")
    var push = try transport.socket(.push)
    try push.connect("inproc://server")
    try push.send("x", deadline: soon)
    try push.disconnect("inproc://server")
    #expect(try !push.trySend("y"))
    #expect(try pull.receiveText() == "x")
    #expect(try pull.tryReceive() == nil)
    try push.connect("inproc://server")
    try push.send("z", deadline: soon)
    #expect(try pull.receiveText() == "z")
  }

  @Test func `incompatible patterns do not meet, and do not stand in the way`() throws {
    var pull = try transport.socket(.pull)
    try pull.bind("inproc://server")
    var publish = try transport.socket(.publish)
    try publish.connect("inproc://server")
    var pair = try transport.socket(.pair)
    try pair.connect("inproc://server")
    #expect(try publish.trySend("x"))
    #expect(try !pair.trySend("x"))
    #expect(try pull.tryReceive() == nil)
    pull.close()
    var peer = try transport.socket(.pair)
    try peer.bind("inproc://server")
    try pair.send("y", deadline: soon)
    #expect(try peer.receiveText() == "y")
  }

  @Test func `a second pair peer waits for its turn`() throws {
    var server = try transport.socket(.pair)
    try server.bind("inproc://pair")
    var first = try transport.socket(.pair)
    try first.connect("inproc://pair")
    var second = try transport.socket(.pair)
    try second.connect("inproc://pair")
    #expect(try !second.trySend("intruder"))
    try first.send("first", deadline: soon)
    first.close()
    try second.send("second", deadline: soon)
    #expect(try server.receiveText() == "first")
    #expect(try server.receiveText() == "second")
    try server.send("answer", deadline: soon)
    #expect(try second.receiveText() == "answer")
  }

  @Test func `a pair that connects twice takes its other peer when the first leaves`() throws {
    var client = try transport.socket(.pair)
    try client.connect("inproc://a")
    try client.connect("inproc://b")
    var a = try transport.socket(.pair)
    try a.bind("inproc://a")
    var b = try transport.socket(.pair)
    try b.bind("inproc://b")
    #expect(try !b.trySend("turned away"))
    try a.unbind("inproc://a")
    try b.send("my turn", deadline: soon)
    #expect(try client.receiveText() == "my turn")
  }

  @Test func `peers that come and go leave nothing behind with an idle socket`() throws {
    let names = NameSpace()
    let idle = Mailbox(role: .pull, options: SocketOptions())
    try names.open(idle)
    _ = try names.bind(idle, to: "idle")
    for _ in 0..<100 {
      let visitor = Mailbox(role: .push, options: SocketOptions())
      try names.open(visitor)
      try names.connect(visitor, to: "idle")
      _ = names.close(visitor)
    }
    #expect(names.takeChanges(of: idle).isEmpty)
    #expect(idle.links.isEmpty)
  }
}
