import Foundation
import Messaging
import TestSupport
import Testing

extension Faults {
  /// A process that lacks the descriptors that connections take goes on.
  @Suite struct ResourceLimitTests {
    /// Connections that cannot be accepted for lack of descriptors are, once there are some again. With `ipc`, libzmq
    /// aborts (`ipc_listener.cpp`), as the tests of that transport show.
    @Test(arguments: Subject.all.filter { !$0.diesOfLocalPeersWithoutDescriptors })
    func aServerWithoutDescriptorsRecovers(_ subject: Subject) throws {
      try exhaust(on: subject.make(), at: subject.address)
    }

    private func exhaust<T: ExposedTransport>(on transport: T, at address: String) throws {
      let limit = 40
      let server = try Child.faultPeer([
        "receive", T.name, "pull", address, "--bind", "--descriptors", "\(limit)",
      ])
      let endpoint = try server.bound()
      let strangers = try (0..<limit * 2).map { _ in try RawPeer(endpoint) }
      var push = try transport.socket(.push)
      try push.connect(endpoint)
      Faults.go(on: TestRun.choose(thorough: .seconds(5), brief: .milliseconds(300)))
      for stranger in strangers { stranger.hangUp() }
      for number in 0..<100 { try push.send(Letter(from: 0, number: number, size: 10_000), deadline: soon) }
      try push.send([], deadline: soon)
      let ledger = try server.report().ledger
      #expect(ledger.isComplete && ledger.received == 100)
    }
  }
}
