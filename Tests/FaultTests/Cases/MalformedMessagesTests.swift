#if Nanomsg
  import Messaging
  import NanomsgTransport
  import TestSupport
  import Testing

  extension Faults {
    /// Peers that keep to nanomsg's transport protocol, but not to the pattern's.
    @Suite struct MalformedMessagesTests {
      /// A socket's pattern, and that of the peer it is meant for.
      static let patterns: [(socket: Pattern<Nanomsg>, peer: Pattern<Nanomsg>)] = [
        (.reply, .request), (.respond, .survey), (.survey, .respond), (.bus, .bus), (.pair, .pair),
      ]

      /// Neither requests nor surveys without their headers end what others do.
      @Test(arguments: patterns.indices) func headersAreMissed(_ index: Int) throws {
        let (pattern, peerPattern) = Self.patterns[index]
        let hasHeaders = pattern != .bus && pattern != .pair
        var socket = try Nanomsg().socket(pattern)
        if pattern == .survey { try socket.set(.surveyDeadline, to: .seconds(60)) }
        let endpoint = try socket.bind("tcp://127.0.0.1:*")
        let frames: [[UInt8]] = [[], [1], [0, 0, 0, 1], [UInt8](repeating: 0, count: 4_096)]
        for frame in frames {
          let peer = try RawPeer(endpoint)
          peer.send(Nanomsg.greeting(of: peerPattern))
          peer.send(Nanomsg.frameHead(of: UInt64(frame.count)) + frame)
          if !hasHeaders {
            #expect([UInt8](try socket.receive(deadline: soon)) == frame)
          } else {
            #expect(try eventually { try socket.statistics.currentConnections == 1 })
            if pattern == .survey { try socket.send("whatever", deadline: soon) }
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
        stranger.send(Array("GET / HTTP/1.1\r\n\r\n".utf8))
        #expect(stranger.isHungUp)
      }
    }
  }
#endif
