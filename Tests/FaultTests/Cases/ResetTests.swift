import TestSupport
import Testing

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
  }
}
