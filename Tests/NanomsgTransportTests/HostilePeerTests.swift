#if canImport(Glibc)
  import Foundation
  import Messaging
  import NanomsgTransport
  import TestSupport
  import Testing

  /// Peers that do not keep to the protocol, each against a process of its own.
  @Suite(.timeLimit(.minutes(5))) struct HostilePeerTests {
    /// A known abort of the library's that no check can prevent (`xpub.c`): the transport's documentation warns of it. When this
    /// fails, nanomsg was mended, and the warning can go.
    @Test func aSubscriberCanEndAPublisher() async {
      await #expect(processExitsWith: .signal(SIGABRT)) {
        var publisher = try Nanomsg().socket(.publish)
        let peer = try RawPeer(try publisher.bind("tcp://127.0.0.1:*"))
        try peer.greet(protocol: 33)
        try peer.send(frameOf: [1, 2, 3])
        // Outlives it only if the library does.
        _ = try eventually { try publisher.statistics.currentConnections > 1 }
      }
    }

    /// The length is a lie, which without a limit aborts the process (`chunkref.c`). There is always one.
    @Test func aHugeLengthEndsTheConnectionOnly() async {
      await #expect(processExitsWith: .success) {
        var pull = try Nanomsg().socket(.pull)
        let endpoint = try pull.bind("tcp://127.0.0.1:*")
        for length in [UInt64.max, 1 << 62, 1 << 40, 17 << 20] {
          let peer = try RawPeer(endpoint)
          try peer.greet(protocol: 80)
          try peer.send((0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * $0)) })
          precondition(peer.isHungUp)
        }
        var push = try Nanomsg().socket(.push)
        try push.connect(endpoint)
        try push.send("honest", deadline: soon)
        let received = String(try pull.receive(deadline: soon))
        precondition(received == "honest")
      }
    }

    /// Neither requests nor surveys without their headers, nor strangers, end the process or what others do.
    @Test(arguments: [(48 as UInt8, "reply"), (98, "respond"), (99, "survey"), (112, "bus"), (16, "pair")])
    func malformedMessagesHarmNobody(_ number: UInt8, _ name: String) throws {
      let transport = try Nanomsg()
      let patterns: [String: Pattern<Nanomsg>] = [
        "reply": .reply, "respond": .respond, "survey": .survey, "bus": .bus, "pair": .pair,
      ]
      var socket = try transport.socket(try #require(patterns[name]))
      if name == "survey" { try socket.set(.surveyDeadline, to: .seconds(60)) }
      let endpoint = try socket.bind("tcp://127.0.0.1:*")
      let frames: [[UInt8]] = [[], [1], [0, 0, 0, 1], [UInt8](repeating: 0, count: 4_096)]
      for frame in frames {
        let peer = try RawPeer(endpoint)
        try peer.greet(protocol: number)
        try peer.send(frameOf: frame)
        if name == "bus" || name == "pair" {
          #expect([UInt8](try socket.receive(deadline: soon)) == frame)
        } else {
          try socket.awaitPeers(1)
          if name == "survey" { try socket.send("whatever", deadline: soon) }
        }
        peer.hangUp()
        // A connection ends only when what came on it was received, and there is nothing to receive.
        var isDelivered = false
        let isGone = try eventually {
          if try socket.tryReceive() != nil { isDelivered = true }
          return try socket.statistics.currentConnections == 0
        }
        #expect(isGone && !isDelivered)
      }
      // A stranger is turned away.
      let stranger = try RawPeer(endpoint)
      try stranger.send(Array("GET / HTTP/1.1\r\n\r\n".utf8))
      #expect(stranger.isHungUp)
    }
  }

  extension RawPeer {
    /// The protocol's greeting, which the other side answers in kind.
    fileprivate func greet(protocol number: UInt8) throws {
      try send([0, 0x53, 0x50, 0, 0, number, 0, 0])
      _ = try read(8)
    }

    fileprivate func send(frameOf bytes: [UInt8]) throws {
      let length = UInt64(bytes.count)
      try send((0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * $0)) } + bytes)
    }
  }
#endif
