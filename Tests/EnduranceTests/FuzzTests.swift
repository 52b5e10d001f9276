import Foundation
import TestSupport
import Testing

@testable import endurance

/// A thousand inputs on every transport; `./Tools/fuzz` tries more.
@Suite(.timeLimit(.minutes(10))) struct FuzzTests {
  @Test(arguments: Set(FuzzTargets.all.map(\.transport)).sorted())
  func nothingIsFound(on transport: Substring) throws {
    let outcome = try endurance("fuzz", "--transport", "\(transport)", "--inputs", "1000")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
    let targets = FuzzTargets.all.count { $0.transport == transport }
    #expect(outcome.output.split(separator: "\n").count == targets + 1)
    #expect(outcome.output.hasSuffix("on \(targets) targets, nothing found\n"))
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
    #expect(outcome.output.hasSuffix("failing: 40 inputs on 1 targets, something found on 1\n"))
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

  /// A known abort is told by name, and the inputs after it are tried.
  @Test func knownAbortsAreTold() throws {
    let known = try endurance("fuzz", "--target", "failing/known", "--inputs", "40", "--seed", "5")
    #expect(known.status == 0)
    #expect(known.output.contains("aborts that are known: 1 (somewhere.c:1)"))
  }

  @Test(arguments: [["--target", "nowhere"], ["--inputs", "0"], ["--transport", "pigeon"]])
  func mistakesAreToldInALine(_ arguments: [String]) throws {
    let outcome = try endurance(["fuzz"] + arguments)
    #expect(outcome.status != 0)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error.hasPrefix("error: "))
    #expect(outcome.error.split(separator: "\n").count == 1)
  }
}

/// Runs the program and waits for its end.
func endurance(_ arguments: String...) throws -> Child.Outcome { try endurance(arguments) }

func endurance(_ arguments: [String]) throws -> Child.Outcome {
  try Child(BuiltProgram.named("endurance"), arguments).finish()
}
