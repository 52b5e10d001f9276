import TestSupport
import Testing

extension Faults {
  /// Nothing passes between two peers for some time.
  @Suite struct PartitionTests {
    /// What the system keeps meanwhile comes afterwards.
    @Test(arguments: Journey.all) func nothingIsLost(_ journey: Journey) throws {
      let (traffic, proxy) = try journey.open()
      for _ in 0..<TestRun.choose(thorough: 3, brief: 1) {
        try traffic.await(50)
        proxy.set(Conditions(isCut: true))
        Faults.go(on: TestRun.choose(thorough: .seconds(3), brief: .milliseconds(300)))
        proxy.set(Conditions())
        try traffic.awaitRecovery()
      }
      let account = try #require(try traffic.finish()[0])
      // A publisher drops what its queue does not take.
      #expect(account.missing == [] || journey.route.isPublished)
      #expect(account.overtaken == 0)
      #expect(proxy.connectionsAccepted == 1)
    }

    /// Heartbeats break the connection, and it is made again when the network is there again.
    @Test(arguments: Journey.all.filter(\.subject.noticesSilence))
    func heartbeatsLoseOnlyWhatIsOnItsWay(_ journey: Journey) throws {
      let (traffic, proxy) = try journey.open(limitsSilence: true)
      try traffic.await(50)
      let onTheWay = try traffic.during {
        proxy.set(Conditions(isCut: true))
        // Longer than a heartbeat may take to be answered.
        Faults.go(on: .seconds(4))
        proxy.set(Conditions())
      }
      try traffic.await(50)
      let account = try #require(try traffic.finish()[0])
      #expect(account.missing.allSatisfy { onTheWay.contains($0) }, "\(account.missing) of \(onTheWay)")
      #expect(proxy.connectionsAccepted > 1)
    }
  }
}
