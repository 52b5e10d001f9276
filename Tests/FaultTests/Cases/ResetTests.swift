import TestSupport
import Testing

extension Faults {
  /// Connections break.
  @Suite struct ResetTests {
    /// What was received before, and what is sent once the connection is there again, is not lost. Nothing comes twice or
    /// altered, which traffic would not take.
    @Test(arguments: Journey.all) func onlyWhatIsOnItsWayIsLost(_ journey: Journey) throws {
      let (traffic, proxy) = try journey.open()
      var onTheWay: [Range<Int>] = []
      for _ in 0..<Faults.choose(thorough: 50, brief: 3) {
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
    @Test(arguments: Journey.all) func connectionsAreMadeAgainAndAgain(_ journey: Journey) throws {
      let (traffic, proxy) = try journey.open(under: Conditions(bytesBeforeReset: 300_007))
      let count = Faults.choose(thorough: 200, brief: 5)
      #expect(try eventually { proxy.connectionsReset >= count })
      proxy.set(Conditions())
      try traffic.awaitRecovery()
      _ = try traffic.finish()
    }
  }
}
