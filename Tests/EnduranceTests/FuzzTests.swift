import Foundation
import TestSupport
import Testing

@testable import endurance

/// A thousand inputs on every target; `./Tools/fuzz` tries more.
@Suite(.timeLimit(.minutes(30))) struct FuzzTests {
  /// Each in processes of its own, several inputs of which may follow when a known abort ends one.
  @Test(arguments: ["zmq", "nanomsg", "inprocess"])
  func nothingIsFound(_ transport: String) throws {
    guard FuzzTargets.all.contains(where: { $0.transport == transport }) else { return }
    let outcome = try endurance("fuzz", "--transport", transport, "--inputs", "1000", "--each")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == FuzzTargets.all.count { $0.transport == transport })
  }

  /// An input follows from its seed and number.
  @Test func inputsAreReproducible() {
    func inputs(seed: UInt64) -> [Conversation] {
      (0..<200).map { number in
        var generator = FuzzGenerator(seed: seed, number: number)
        return .altered(from: ZMTP.conversations(as: "PUSH"), using: &generator)
      }
    }
    #expect(inputs(seed: 3) == inputs(seed: 3))
    #expect(inputs(seed: 3) != inputs(seed: 4))
    // Alterations differ, and stay within their limit.
    #expect(Set(inputs(seed: 3)).count > 150)
    #expect(inputs(seed: 3).allSatisfy { $0.count <= 2 * Conversation.largestCount })
  }

  /// What a worker does not survive is told with signal, number and command.
  @Test(arguments: ["signal", "error", "error-later"])
  func failuresAreTold(_ kind: String) throws {
    let outcome = try endurance(
      "fuzz", "--target", "failing/\(kind)", "--inputs", "40", "--seed", "5", "--check", "10")
    #expect(outcome.status == 1)
    switch kind {
    case "signal":
      #expect(outcome.output.contains("ended by signal \(SIGABRT)"))
      #expect(
        outcome.output.contains(
          "at input 17; again by: ./Tools/fuzz --target failing/signal --seed 5 --from 17 --inputs 1\n"))
    case "error":
      #expect(outcome.output.contains("finding: input 17"))
      #expect(outcome.output.contains("--seed 5 --from 17 --inputs 1\n"))
    default:
      // Found by the check after input 19, which input 17 is to blame for.
      #expect(outcome.output.contains("at input 19; again by: "))
      #expect(outcome.output.contains("--from 16 --inputs 4\n"))
    }
  }

  /// A known abort is told by name, and another one of the same target is not taken for it.
  @Test func knownAbortsAreTold() throws {
    let known = try endurance("fuzz", "--target", "failing/known", "--inputs", "40", "--seed", "5")
    #expect(known.status == 0)
    #expect(known.output.contains("1 known aborts (somewhere.c:1)"))
  }
}

/// Runs the program and waits for its end.
func endurance(_ arguments: String...) throws -> Child.Outcome {
  try Child(BuiltProgram.named("endurance"), arguments).finish()
}
