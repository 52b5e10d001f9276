import TestSupport
import Testing

extension Faults {
  /// The cable between two hosts is taken away for some time.
  @Suite(.enabled(if: TwoHosts.canBeMade, "needs the right to make network namespaces"))
  struct NetworkTests {
    @Test(arguments: Subject.overTCP) func nothingIsLost(_ subject: Subject) throws {
      let hosts = try TwoHosts()
      let receiver = try Child.faultPeer(
        ["receive", subject.transport, "pull", "tcp://\(hosts.address(of: 0)):*", "--bind", "--wait", "0.3"],
        wrapper: hosts.wrapper(for: 0))
      let count = 50_000
      let sender = try Child.faultPeer(
        [
          "send", subject.transport, "push", try receiver.bound(), "--count", "\(count)", "--size", "8000",
        ], wrapper: hosts.wrapper(for: 1))
      for _ in 0..<TestRun.choose(thorough: 3, brief: 1) {
        let packets = try hosts.packets(at: 0)
        #expect(try eventually { try hosts.packets(at: 0) > packets + 100 })
        try hosts.cut()
        Faults.go(on: TestRun.choose(thorough: .seconds(4), brief: .seconds(1)))
        try hosts.mend()
      }
      #expect(sender.finish().status == 0)
      let report = try receiver.report()
      #expect(report.ledger.isComplete && report.ledger.received == count)
      // Waits ended as they were to while the cable was away.
      #expect(report.timeouts > 0)
    }
  }
}
