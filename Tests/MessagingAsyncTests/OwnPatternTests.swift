import Messaging
import MessagingAsync
import TestSupport
import Testing

#if ZeroMQ
  import ZeroMQTransport
#endif
#if Nanomsg
  import NanomsgTransport
#endif

/// Patterns that one transport has alone.
@Suite(.timeLimit(.minutes(5))) struct OwnPatternTests {
  #if ZeroMQ
    @Test(arguments: ["tcp://127.0.0.1:*", "inproc://*"])
    func routersReplyToDealers(_ address: String) async throws {
      let link = try Place(ZeroMQ(), address).link(.router, .dealer)
      let rounds = 50
      async let routing: Void = {
        for _ in 0..<rounds {
          var request: MultipartMessage?
          try await link.bound.value.transfer(.receiving, deadline: soon) { (socket) throws(MessagingError) in
            request = try socket.tryReceiveMultipart()
            return request != nil
          }
          guard var reply = request.take() else { return }
          try await link.bound.value.transfer(.sending, deadline: soon) { (socket) throws(MessagingError) in
            try socket.trySend(&reply)
          }
        }
      }()
      for round in 0..<rounds {
        var request = try MultipartMessage(["\(round)", "parts"])
        try await link.connected.value.transfer(.sending, deadline: soon) { (socket) throws(MessagingError) in
          try socket.trySend(&request)
        }
        var reply: [String] = []
        try await link.connected.value.transfer(.receiving, deadline: soon) {
          (socket) throws(MessagingError) in
          guard let message = try socket.tryReceiveMultipart() else { return false }
          reply = message.strings
          return true
        }
        #expect(reply == ["\(round)", "parts"])
      }
      try await routing
    }
  #endif

  #if Nanomsg
    @Test(arguments: ["tcp://127.0.0.1:*", "inproc://*"])
    func surveysAreAnswered(_ address: String) async throws {
      let link = try Place(Nanomsg(), address).link(.survey, .respond)
      let answering = Task {
        while true {
          let question = String(try await link.connected.value.receive())
          try await link.connected.value.send(question + "!", deadline: soon)
        }
      }
      // Who is not connected yet is not asked.
      var answer: String?
      while answer == nil {
        try await link.bound.value.send("how many", deadline: soon)
        do throws(MessagingError) {
          answer = String(try await link.bound.value.receive(deadline: .after(.milliseconds(100))))
        } catch { #expect([.timedOut, .surveyEnded].contains(error.code)) }
      }
      #expect(answer == "how many!")
      answering.cancel()
      let error = await #expect(throws: MessagingError.self) { try await answering.value }
      #expect(error?.code == .cancelled)
    }

    @Test(arguments: ["tcp://127.0.0.1:*", "inproc://*"])
    func busesCarryBothWays(_ address: String) async throws {
      let link = try Place(Nanomsg(), address).link(.bus, .bus)
      let hasArrived = Flag()
      async let sending: Void = {
        while !hasArrived.isSet {
          try await link.connected.value.send("there", deadline: soon)
          try await Task.sleep(for: .milliseconds(1))
        }
      }()
      #expect(String(try await link.bound.value.receive(deadline: soon)) == "there")
      hasArrived.set()
      try await sending
      try await link.bound.value.send("back", deadline: soon)
      #expect(String(try await link.connected.value.receive(deadline: soon)) == "back")
    }
  #endif
}
