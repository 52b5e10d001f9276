import ArgumentParser
import MessagingBenchmark

extension Msgbench {
  /// `msgbench selftest`
  struct SelfTest: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "selftest",
      abstract:
        "Proves the instrument on this machine: what is the same must not differ, a delay must be found.",
      discussion: """
        Compares an arm with the same arm a hundred times: at most 5 of 100 may differ. Then delays a loop by 2 %, \
        5 % and 10 %, and looks whether that is found with the right size. What the machine is too noisy for has to \
        be unresolved, never equivalent. Exits with 1 when the instrument does not pass.
        """)

    @Option(
      help: ArgumentHelp("What to measure with: \(Choices.transports.names).", valueName: "name,..."))
    var transport = "inprocess"

    @OptionGroup var options: MeasuringOptions

    func validate() throws { _ = try session() }

    func run() throws {
      try options.measure(session()) { report in
        if report.selftest?.passes != true { throw ExitCode.failure }
      }
    }

    private func session() throws -> Session {
      try options.session(
        Experiment.selfTests, try options.scope(transport, sizes: [64]),
        usualBudget: options.quick ? 40 : 120)
    }
  }
}
