import ArgumentParser
import Foundation

/// Tries inputs on targets, each target in processes of its own.
struct Fuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tries inputs on sockets, addresses and options.",
    discussion: """
      An input follows from the seed and its number alone. Targets with a scheme in their name are bound sockets: an
      input is what a stranger says to one, which is a real conversation, altered; an honest peer is served meanwhile.

      Every target runs in a process of its own. When one ends, this tells by which signal, at which input, and the
      command that tries it again. Aborts of a library's that no check can prevent are counted by name, and nothing
      else is taken for them.

      Exit code 0: nothing was found. 1: something was.
      """)

  @Option(help: "Only targets of this transport: zmq, nanomsg, inprocess.")
  var transport: String?

  @Option(help: "Only targets whose name contains this, such as tcp/pull. --list tells the names.")
  var target: String?

  @Option(help: "How many inputs to try on the targets together.")
  var inputs = 100_000

  @Flag(help: "Try as many inputs on each target.")
  var each = false

  @Option(help: "What the inputs follow from.")
  var seed: UInt64 = 1

  @Option(help: "The number of the first input of each target.")
  var from = 0

  @Option(help: "After how many inputs an honest peer is checked.")
  var check = 50

  @Flag(help: "Only list the targets.")
  var list = false

  func validate() throws {
    guard inputs > 0, from >= 0, check > 0 else {
      throw ValidationError("Numbers of inputs are positive.")
    }
    guard !targets.isEmpty else {
      throw ValidationError("There is no such target; --list tells those there are.")
    }
  }

  private var targets: [FuzzTargetDescription] {
    if let target, let exact = FuzzTargets.named(target) { return [exact] }
    return FuzzTargets.all.filter { description in
      (transport.map { description.transport == $0 } ?? true)
        && (target.map { description.name.contains($0) } ?? true)
    }
  }

  func run() throws {
    guard !list else {
      for target in targets { print(target.name) }
      return
    }
    let count = each ? inputs : max(1, inputs / targets.count)
    var isSound = true
    for target in targets {
      let campaign = FuzzCampaign(target: target, seed: seed, inputs: from..<from + count, checkEvery: check)
      let outcome = try campaign.run()
      print(outcome.line)
      isSound = isSound && outcome.failure == nil
    }
    if !isSound { throw ExitCode(1) }
  }
}
