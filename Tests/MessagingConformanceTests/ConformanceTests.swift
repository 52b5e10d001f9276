import Foundation
import Messaging
import MessagingConformance
import Testing

/// What takes time or many threads, one after the other, because the behaviors measure time.
@Suite(.serialized) struct Conformance {}

extension Conformance {
  @Suite struct ConformanceTests {
    /// One behavior of one transport at one address family.
    struct Case: CustomTestStringConvertible, Sendable {
      let subject: ConformanceSubject
      let address: String
      let behavior: Behavior

      var testDescription: String { "\(subject.name) \(address) \(behavior)" }

      static let all: [Case] = {
        let selection = Selection()
        return rows.map(\.subject).filter(selection.includes).flatMap { subject in
          var subject = subject
          subject.settings.streamLength = selection.streamLength ?? subject.settings.streamLength
          return subject.addresses.filter(selection.includes(address:)).flatMap { address in
            subject.behaviors.filter(selection.includes).map {
              Case(subject: subject, address: address, behavior: $0)
            }
          }
        }
      }()
    }

    @Test(arguments: Case.all)
    func transportShowsBehavior(_ test: Case) {
      let outcome = test.subject.examine(test.behavior, at: test.address)
      switch outcome {
      case .passed: break
      case .failed(let failure): Issue.record(failure)
      case .excepted: print("\(test.testDescription): \(outcome)")
      case .exceptionNotNeeded:
        print("\(test.testDescription): \(outcome)")
        Issue.record("\(outcome)", severity: .warning)
      }
    }

    /// Descriptors that a library opens behind its sockets are not counted one by one: other tests may run
    /// meanwhile. But hundreds of sockets leave no more behind than those could account for.
    @Test(arguments: rows.map(\.subject))
    func descriptorsAreClosed(_ subject: ConformanceSubject) throws {
      let before = try openDescriptors()
      for address in subject.addresses {
        let outcome = subject.examine(.lifecycle(.openAndCloseManyTimes), at: address)
        guard case .passed = outcome else {
          Issue.record("\(outcome)")
          return
        }
      }
      let limit = Deadline.after(subject.settings.patience)
      while try openDescriptors() > before + 40, limit.remaining != .zero { pause() }
      #expect(try openDescriptors() <= before + 40)
    }

    private func openDescriptors() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: "/dev/fd").count
    }
  }
}

/// The environment may narrow or deepen a run:
///
///     CONFORMANCE_SUBJECT=zmq CONFORMANCE_ADDRESS=tcp CONFORMANCE_BEHAVIOR=volume \
///       CONFORMANCE_STREAM=10000000 swift test --filter transportShowsBehavior
private struct Selection {
  private let environment = ProcessInfo.processInfo.environment

  var streamLength: Int? { environment["CONFORMANCE_STREAM"].flatMap(Int.init) }

  func includes(_ subject: ConformanceSubject) -> Bool {
    environment["CONFORMANCE_SUBJECT"].map { subject.name == $0 } ?? true
  }

  func includes(address: String) -> Bool {
    environment["CONFORMANCE_ADDRESS"].map { address.hasPrefix($0) } ?? true
  }

  func includes(_ behavior: Behavior) -> Bool {
    environment["CONFORMANCE_BEHAVIOR"].map { behavior.name.hasPrefix($0) } ?? true
  }
}
