import Messaging
import NanomsgTransport
import TestSupport
import Testing

@Suite struct BusTests {
  /// What one sends, all of its direct peers receive, itself excepted.
  @Test(arguments: ["inproc://*", "ipc://*", "tcp://127.0.0.1:*", "ws://127.0.0.1:*"])
  func everyPeerReceives(_ address: String) throws {
    let transport = try Nanomsg()
    // Each is connected with each.
    var members: [Box<Socket<Nanomsg>>] = []
    var endpoints: [String] = []
    for _ in 0..<3 {
      let member = Box(try transport.socket(.bus))
      for endpoint in endpoints { try member.value.connect(endpoint) }
      endpoints.append(try member.value.bind(address))
      members.append(member)
    }
    for member in members { try member.value.awaitPeers(2) }

    for (index, member) in members.enumerated() { try member.value.send("from \(index)", deadline: soon) }
    for (index, member) in members.enumerated() {
      let received = Set(try (0..<2).map { _ in String(try member.value.receive(deadline: soon)) })
      #expect(received == Set((0..<3).filter { $0 != index }.map { "from \($0)" }))
      #expect(try member.value.tryReceive() == nil)
    }
  }

  @Test func nobodyThereIsNoReasonToWait() throws {
    var bus = try Nanomsg().socket(.bus)
    #expect(try bus.waitToSend(deadline: .after(.zero)))
    #expect(try bus.trySend(copying: [1, 2, 3].span.bytes))
  }
}
