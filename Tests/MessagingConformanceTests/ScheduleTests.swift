import MessagingConformance
import TestSupport
import Testing

extension Conformance {
  /// Behaviors of every transport, chosen at random, while other threads come between at random times. What is chosen follows
  /// from a seed, which `CONFORMANCE_SEED` sets.
  @Suite(.timeLimit(.minutes(30))) struct ScheduleTests {
    /// A transport at an address family.
    struct Place: CustomTestStringConvertible, Sendable {
      let subject: ConformanceSubject
      let address: String

      var testDescription: String { "\(subject.name) \(address)" }

      static let all = rows.filter { $0.product != nil }.flatMap { row in
        row.subject.addresses.map { Place(subject: row.subject, address: $0) }
      }
    }

    private static let seed: UInt64 = numberFromEnvironment("CONFORMANCE_SEED") ?? 1

    @Test(arguments: Place.all) func behaviorsHold(_ place: Place) throws {
      var subject = place.subject
      subject.settings.streamLength = 5_000
      var generator = SeededGenerator(seed: Self.seed)
      for _ in 0..<TestRun.choose(thorough: 100, brief: 5) {
        let behavior = subject.behaviors.randomElement(using: &generator)!
        let disturbance = Disturbance(using: &generator)
        let outcome = try disturbance.during { [subject] in
          subject.examine(behavior, at: place.address)
        }
        guard case .failed(let failure) = outcome else { continue }
        Issue.record("\(failure), with \(disturbance), seed \(Self.seed)")
      }
    }
  }
}
