import Foundation
import Messaging
import TestSupport
import Testing

extension Faults {
  /// Processes that lack what a connection takes tell of an error, or do with what they have. None ends by a signal.
  @Suite struct ResourceLimitTests {
    @Test(arguments: Subject.all) func fewDescriptorsAreAnError(_ subject: Subject) throws {
      let limits = Faults.choose(thorough: Array(4...40), brief: [4, 5, 6, 7, 8, 11, 14, 17, 20, 23, 28, 40])
      var answers: Set<String> = []
      for limit in limits { answers.insert(try starve(subject, "--descriptors", limit)) }
      #expect(answers.isSuperset(of: ["served", "outOfResources"]))
    }

    @Test(arguments: Subject.all) func fewThreadsAreAnError(_ subject: Subject) throws {
      for limit in 1...6 { _ = try starve(subject, "--threads", limit) }
    }

    /// How far a process came that has so many of something.
    private func starve(_ subject: Subject, _ resource: String, _ limit: Int) throws -> String {
      let outcome = try Child.faultPeer(
        ["starve", subject.transport, subject.address, resource, "\(limit)"]
      ).finish()
      let answer = outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
      #expect(
        !outcome.wasEndedBySignal && outcome.status == 0,
        "\(resource) \(limit): \(outcome.wasEndedBySignal ? "signal" : "status") \(outcome.status): \(outcome.error)"
      )
      if outcome.status == 0 {
        // Who cannot be accepted is waited for.
        #expect(["served", "outOfResources", "timedOut"].contains(answer), "\(resource) \(limit)")
      }
      return answer
    }

    /// Connections that cannot be accepted for lack of descriptors are, once there are some again.
    @Test(arguments: Subject.all) func aServerWithoutDescriptorsRecovers(_ subject: Subject) throws {
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
      Faults.go(on: Faults.choose(thorough: .seconds(5), brief: .milliseconds(300)))
      for stranger in strangers { stranger.hangUp() }
      for number in 0..<100 { try push.send(Letter(from: 0, number: number, size: 10_000), deadline: soon) }
      try push.send([], deadline: soon)
      let ledger = try server.report().ledger
      #expect(ledger.isComplete && ledger.received == 100)
    }
  }
}
