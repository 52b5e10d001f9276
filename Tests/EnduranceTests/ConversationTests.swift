import Messaging
import TestSupport
import Testing

@testable import endurance

#if ZeroMQ
  import ZeroMQTransport
#endif
#if Nanomsg
  import NanomsgTransport
#endif

/// Conversations that are not altered are such that the libraries take what is said: otherwise altered ones would get no
/// further than the first bytes.
@Suite struct ConversationTests {
  #if ZeroMQ
    @Test(arguments: [
      ("tcp://127.0.0.1:*", ZMTP.conversations(as: "PUSH")), ("ipc://*", ZMTP.conversations(as: "PUSH")),
      ("ws://127.0.0.1:*", ZeroMQ.webSocketConversations(as: "PUSH")),
    ])
    func zeroMQListens(_ address: String, _ conversations: [Conversation]) throws {
      guard ZeroMQ.schemes.contains(where: { address.hasPrefix("\($0):") }) else { return }
      var pull = try ZeroMQ().socket(.pull)
      try expectGreeting(from: conversations[0], to: &pull, at: address, after: "READY")
    }
  #endif

  #if Nanomsg
    @Test(arguments: [
      ("tcp://127.0.0.1:*", ScalabilityProtocol.conversations(as: 80, isLocal: false)),
      ("ipc://*", ScalabilityProtocol.conversations(as: 80, isLocal: true)),
      (
        "ws://127.0.0.1:*",
        WebSocket.conversations("pull.sp.nanomsg.org", messages: ScalabilityProtocol.bodies)
      ),
    ])
    func nanomsgListens(_ address: String, _ conversations: [Conversation]) throws {
      var pull = try Nanomsg().socket(.pull)
      try expectGreeting(from: conversations[0], to: &pull, at: address)
    }
  #endif

  /// - Parameter answer: What the library says after the first piece, before which it takes no message.
  private func expectGreeting<T: Transport>(
    from conversation: Conversation, to socket: inout Socket<T>, at address: String, after answer: String = ""
  ) throws {
    let stranger = try RawPeer(try socket.bind(address))
    stranger.send(conversation.pieces[0])
    var heard: [UInt8] = []
    while !heard.contains(answer.utf8) { heard += try stranger.read(1) }
    for piece in conversation.pieces.dropFirst() { stranger.send(piece) }
    let text = String(try socket.receive(deadline: soon))
    #expect(text == "hello")
    // Of what one says who hangs up before, nothing may be received.
    stranger.hangUp()
  }
}
