import ArgumentParser
import Foundation
import MessagingBenchmark

extension Msgbench {
  /// `msgbench --transport ...`
  struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Runs experiments. This is what msgbench does when no subcommand is named.")

    @Option(
      help: ArgumentHelp(
        "What to measure, the baseline first: \(Choices.transports.names).", valueName: "name,..."))
    var transport: String

    @Option(
      help: ArgumentHelp(
        "Which experiments: \(Choices.experiments.names), or all. (default: memory-strategy)",
        valueName: "name,..."))
    var experiment: String?

    @Option(help: ArgumentHelp("Sizes of messages in bytes, or as 64KB.", valueName: "bytes,..."))
    var size = "64,512,1024,65536"

    @Option(
      help: ArgumentHelp(
        "Kinds of addresses: \(Choices.endpoints.names). (default: tcp and inproc)", valueName: "kind,..."))
    var endpoint: String?

    @Option(
      help: ArgumentHelp(
        "Sockets of what goes one way: \(Choices.patterns.names).", valueName: "pattern"))
    var pattern = "push-pull"

    @Option(help: ArgumentHelp("The time for everything. (default: 60, 10 when quick)", valueName: "seconds"))
    var budget: Double?

    @Option(
      help: ArgumentHelp(
        "Rounds of each comparison. (default: as many as fit into the budget)",
        valueName: "count"))
    var rounds: Int?

    @Option(help: ArgumentHelp("The order of the arms depends on it alone.", valueName: "number"))
    var seed: UInt64 = 1

    @Flag(help: "A rough answer soon.")
    var quick = false

    @Option(help: ArgumentHelp("How results are written: \(Choices.formats.names).", valueName: "format"))
    var format = "table"

    @Option(help: ArgumentHelp("Where results go. (default: standard output)", valueName: "file"))
    var output: String?

    func validate() throws {
      _ = try session()
      _ = try Choices.formats.one(format)
    }

    func run() throws {
      let session = try session()
      let writer = try ReportWriter(format: Choices.formats.one(format), path: output)
      let interruption = Interruption { session.cancel() }
      defer { withExtendedLifetime(interruption) {} }
      let terminal = Terminal()
      do {
        try session.run(progress: terminal.show) { stall in
          // The thread that hangs cannot be ended: what is finished is written from here.
          terminal.clear()
          try? writer.write(session.report)
          Terminal.complain(stall)
          _exit(EX_SOFTWARE)
        }
      } catch {
        terminal.clear()
        try writer.write(session.report)
        Terminal.complain("\(error)")
        throw ExitCode.failure
      }
      terminal.clear()
      try writer.write(session.report)
      if session.isCancelled { throw ExitCode(Interruption.exitCode) }
    }

    private func session() throws -> Session {
      if let budget, !(budget > 0 && budget <= 86_400) {
        throw ValidationError("a budget is more than 0 and at most 86400 seconds, not \(budget)")
      }
      let scope = Scope(
        transports: try Choices.transports.several(transport),
        endpoints: try endpoint.map { try Choices.endpoints.several($0) },
        sizes: try Sizes.parse(size), wiring: try Choices.patterns.one(pattern))
      let experiments = try experiment.map(Choices.experiments.severalOrAll) ?? Experiment.usual
      let settings = Settings(
        rounds: rounds, budget: budget.map { .seconds($0) }, seed: seed, isQuick: quick)
      do {
        return try Session(experiments: experiments, scope: scope, settings: settings)
      } catch {
        throw ValidationError("\(error)")
      }
    }
  }
}
