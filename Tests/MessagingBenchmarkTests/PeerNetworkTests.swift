import TestSupport
import Testing

/// Roles on two hosts.
@Suite(
  .timeLimit(.minutes(15)), .enabled(if: TwoHosts.canBeMade, "needs the right to make network namespaces"))
struct PeerNetworkTests {
  private func talk(
    _ transport: String, _ measure: Measure, count: Int, timeout: Double = 30, on hosts: TwoHosts
  ) throws -> Talk {
    try Talk(
      transport, measure, size: 1_024, count: count, at: "tcp://\(hosts.address(of: 0)):*",
      timeout: timeout,
      wrappers: (hosts.wrapper(for: 0), hosts.wrapper(for: 1)))
  }

  @Test(arguments: transportsWithPeers)
  func rolesTalkAcrossTheNetwork(transport: String) throws {
    let hosts = try TwoHosts()
    let talks = try Measure.allCases.map { try talk(transport, $0, count: 1_000, on: hosts) }
    for talk in talks { try talk.expectSuccess() }
    // Through the cable, and not around it.
    #expect(try hosts.packets(at: 0) > 1_000)
  }

  @Test(arguments: transportsWithPeers)
  func aCutCableIsToldInOneLine(transport: String) throws {
    let talks = try Measure.allCases.map { measure in
      let hosts = try TwoHosts()
      return (hosts, try talk(transport, measure, count: 1 << 30, timeout: 4, on: hosts))
    }
    for (hosts, _) in talks {
      #expect(try eventually { try hosts.packets(at: 0) > 100 })
      try hosts.cut()
    }
    for (_, talk) in talks {
      for outcome in [talk.local.finish(), talk.remote.finish()] {
        #expect(outcome.status == 1)
        #expect(outcome.error.contains(#/msgbench: nothing went through for 4 s after message \d+ of \d+: /#))
      }
    }
  }
}
