import ArgumentParser
import Foundation

/// Tries inputs on targets, each target in processes of its own.
struct Fuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tries inputs on sockets, addresses and options.",
    discussion: """
      An input follows from the seed and its number alone. Targets with a scheme in their name are bound sockets: an \
      input is what a stranger says to one, which is a real conversation, altered; an honest peer is served meanwhile.

      Of each target one line tells how many inputs were tried, and what was found; of each transport another.

      Every target runs in a process of its own. When one ends, this tells by which signal, at which input, and the \
      command that tries it again. Aborts of a library's that no check can prevent are counted by name, and nothing \
      else is taken for them.

      Exit code 0: nothing was found. 1: something was.
      """)

  @Option(help: "Only targets of this transport: zmq, nanomsg, inprocess.")
  var transport: String?

  @Option(help: "Only targets whose name contains this, such as tcp/pull. --list tells the names.")
  var target: String?

  @Option(help: "How many inputs to try on each transport: its targets share them.")
  var inputs = 100_000

  @Option(help: "What the inputs follow from.")
  var seed: UInt64 = 1

  @Option(help: "The number of the first input of each target.")
  var from = 0

  @Option(help: "After how many inputs an honest peer is checked.")
  var check = 50

  @Option(help: "How many targets to try at a time: most of the time they wait.")
  var parallel = 8 * ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "Only list the targets.")
  var list = false

  func validate() throws {
    guard inputs > 0, from >= 0, check > 0, parallel > 0 else {
      throw ValidationError("--inputs, --check and --parallel are 1 or more, --from is 0 or more")
    }
    guard !targets.isEmpty else {
      throw ValidationError("there is no such target; --list tells those there are")
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
    var isSound = true
    let transports = targets.reduce(into: [Substring]()) {
      if $0.last != $1.transport { $0.append($1.transport) }
    }
    for transport in transports where try !holds(transport) { isSound = false }
    if !isSound { throw ExitCode(1) }
  }

  /// Tries the targets of a transport, and tells a line about each, and one about all.
  private func holds(_ transport: Substring) throws -> Bool {
    let targets = targets.filter { $0.transport == transport }
    let count = max(1, inputs / targets.count)
    let campaigns = targets.map {
      FuzzCampaign(target: $0, seed: seed, inputs: from..<from + count, checkEvery: check)
    }
    let findings = try FuzzCampaigns(campaigns).run(atATime: parallel)
    let result = findings == 0 ? "nothing found" : "something found on \(findings)"
    Terminal.tell("\(transport): \(count * targets.count) inputs on \(targets.count) targets, \(result)")
    return findings == 0
  }
}
