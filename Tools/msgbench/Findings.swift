import ArgumentParser
import MessagingBenchmark

extension Msgbench {
  /// `msgbench findings`
  struct Findings: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Judges what is believed about pooling and receiving, on each transport.",
      discussion: """
        The claims are those of a C# binding's notes on a pool for received messages that was slower than allocating. Each is \
        measured, and holds, is refuted, or stays open here.
        """)

    @Option(
      help: ArgumentHelp(
        "What to measure on. (default: \(Choices.transports.names))", valueName: "name,..."))
    var transport: String?

    @Flag(help: "Also show the table of each comparison.")
    var details = false

    @OptionGroup var sockets: PatternOption

    @OptionGroup var options: MeasuringOptions

    func validate() throws { _ = try session() }

    func run() throws { try options.measure(session(), showing: details ? .everything : .summary) }

    private func session() throws -> Session {
      return try options.session(
        Claim.all.experiments, judging: Claim.all, try options.scope(transport, wiring: sockets.wiring),
        usualBudget: options.quick ? 40 : 540, usualRounds: 8, minimumLaunches: options.quick ? 3 : nil)
    }
  }
}
