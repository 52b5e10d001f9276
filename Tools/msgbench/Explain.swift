import ArgumentParser
import MessagingBenchmark

extension Msgbench {
  /// `msgbench explain`
  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Tells why one way of receiving takes longer than another: costs, what is felt of them, what is left.",
      discussion: """
        What a part takes by itself does not tell what it costs in a pipeline, whose threads wait for each other. So each thread \
        is delayed by known times, which shows how much of a nanosecond there the whole feels; the difference of each part \
        counts by that. What is left of the measured difference is the residual.
        """)

    @Option(
      help: ArgumentHelp(
        "What to measure on. (default: \(Choices.transports.names))", valueName: "name,..."))
    var transport: String?

    @Option(
      help: ArgumentHelp(
        "Whose arms to explain: \(Choices.explained.names), or all. (default: memory-strategy)",
        valueName: "name,..."))
    var experiment: String?

    @OptionGroup var sockets: PatternOption

    @OptionGroup var options: MeasuringOptions

    func validate() throws { _ = try session() }

    func run() throws { try options.measure(session()) }

    private func session() throws -> Session {
      let experiments = try experiment.map(Choices.explained.severalOrAll) ?? [Experiment.explained[0]]
      return try options.session(
        experiments.compactMap(\.explanation), try options.scope(transport, wiring: sockets.wiring),
        usualBudget: options.quick ? 20 : 120, usualRounds: 8)
    }
  }
}
