import ArgumentParser
import MessagingBenchmark

extension Msgbench {
  /// `msgbench compare`
  struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Compares transports: throughput and latency, over sizes and kinds of addresses.",
      discussion: """
        Each transport is measured in the fastest of several ways to send and receive. The first one is what the others are \
        compared with.
        """)

    @Option(
      help: ArgumentHelp(
        "What to compare, the baseline first. (default: \(Choices.transports.names))", valueName: "name,..."))
    var transport: String?

    @OptionGroup var sockets: PatternOption

    @Flag(help: "Also show the table of each comparison.")
    var details = false

    @OptionGroup var options: MeasuringOptions

    @OptionGroup var baseline: BaselineOptions

    func validate() throws { _ = try session() }

    func run() throws {
      try options.measure(session(), showing: details ? .everything : .summary, baseline: baseline)
    }

    private func session() throws -> Session {
      let scope = try options.scope(transport, wiring: sockets.wiring)
      guard scope.transports.count > 1 else {
        throw ValidationError("comparing takes two transports or more; there is \(Choices.transports.names)")
      }
      return try options.session(Experiment.transportComparison, scope)
    }
  }
}
