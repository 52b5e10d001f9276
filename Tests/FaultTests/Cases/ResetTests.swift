import Messaging
import TestSupport
import Testing

#if Nanomsg
  import NanomsgTransport
#endif

extension Faults {
  /// Connections break.
  @Suite struct ResetTests {
    /// What was received before, and what is sent once the connection is there again, is not lost. Nothing comes twice or
    /// altered, which traffic would not take.
    @Test(arguments: Journey.all.filter { !$0.mayStayDeaf }) func onlyWhatIsOnItsWayIsLost(_ journey: Journey)
      throws
    {
      try expectRecoveries(on: journey, count: TestRun.choose(thorough: 50, brief: 3))
    }

    /// What a receiver of nanomsg's read ahead from a broken connection is taken for the greeting of the next one, 8 bytes at each
    /// attempt, and the rest of a greeting for the beginning of the one after (`nn_usock_start` in `usock_posix.inc` of 1.1.5 keeps
    /// `in.batch`).
    @Test(.enabled(if: TestRun.isThorough, "waits in vain"), arguments: Journey.all.filter(\.mayStayDeaf))
    func aConnectedReceiverMayStayDeaf(_ journey: Journey) {
      withKnownIssue(
        "nanomsg, src/aio/usock_posix.inc: a connection that broke spoils the next", isIntermittent: true
      ) {
        try expectRecoveries(on: journey, count: 50)
      }
    }

    private func expectRecoveries(on journey: Journey, count: Int) throws {
      let (traffic, proxy) = try journey.open()
      var onTheWay: [Range<Int>] = []
      for _ in 0..<count {
        try traffic.await(50)
        onTheWay.append(try traffic.during { proxy.reset() })
      }
      let account = try #require(try traffic.finish()[0])
      let lost = account.missing.filter { number in !onTheWay.contains { $0.contains(number) } }
      #expect(lost == [], "\(onTheWay)")
      #expect(account.first == 0 || journey.route.isPublished)
      #expect(proxy.connectionsAccepted > onTheWay.count)
    }

    /// After that many bytes each connection breaks, in the middle of a message.
    @Test(arguments: Journey.all.filter { !$0.mayStayDeaf })
    func connectionsAreMadeAgainAndAgain(_ journey: Journey) throws {
      let (traffic, proxy) = try journey.open(under: Conditions(bytesBeforeReset: 300_007))
      let count = TestRun.choose(thorough: 200, brief: 5)
      #expect(eventually { proxy.connectionsReset >= count })
      proxy.set(Conditions())
      try traffic.awaitRecovery()
      _ = try traffic.finish()
    }

    #if Nanomsg
      /// Where a connection breaks right after its greeting, the library may take it for one that is there (`nn_streamhdr_handler`
      /// in `streamhdr.c` of 1.1.5 drops the error while it stops a timer). A request that goes there is not answered.
      @Test func aStrangerMayTakeARequestAway() {
        withKnownIssue(
          "nanomsg, src/transports/utils/streamhdr.c: a connection that broke is kept", isIntermittent: true
        ) {
          try expectReplies(askingAgainAfter: nil)
        }
      }

      @Test func aRequestThatWasTakenAwayIsMadeAgain() throws {
        try expectReplies(askingAgainAfter: .milliseconds(50))
      }

      /// Before each request a stranger greets as a replier does, and breaks the connection.
      private func expectReplies(askingAgainAfter interval: Duration?) throws {
        let nanomsg = try Nanomsg()
        var requester = try nanomsg.socket(.request)
        try requester.set(.resendInterval, to: interval)
        let endpoint = try requester.bind("tcp://127.0.0.1:*")
        var replier = try nanomsg.socket(.reply)
        try replier.connect(endpoint)
        for _ in 0..<TestRun.choose(thorough: 500, brief: 100) {
          let stranger = try RawPeer(endpoint)
          stranger.send(Nanomsg.greeting(of: .reply))
          stranger.abort()
          try requester.send("request", deadline: soon)
          let request = try replier.receive(deadline: interval == nil ? .after(.seconds(2)) : soon)
          try replier.send(request, deadline: soon)
          _ = try requester.receive(deadline: soon)
        }
      }
    #endif
  }
}
