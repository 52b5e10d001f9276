import ArgumentParser
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

    @OptionGroup var sockets: PatternOption

    @Option(
      help: ArgumentHelp(
        "Messages per second that latency sends one way, whatever becomes of them. (default: round trips)",
        valueName: "count"))
    var rate: Int?

    @OptionGroup var options: MeasuringOptions

    @OptionGroup var baseline: BaselineOptions

    func validate() throws { _ = try session() }

    func run() throws { try options.measure(session(), baseline: baseline) }

    private func session() throws -> Session {
      var scope = try options.scope(transport, wiring: sockets.wiring)
      scope.rate = rate
      return try options.session(
        try experiment.map(Choices.experiments.severalOrAll) ?? Experiment.usual, scope)
    }
  }
}
