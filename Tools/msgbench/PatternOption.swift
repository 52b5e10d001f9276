import ArgumentParser
import MessagingBenchmark

/// Between which sockets messages go.
struct PatternOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Sockets of what goes one way: \(Choices.patterns.names), where the transport has them.",
      valueName: "pattern"))
  var pattern = "push-pull"

  var wiring: Wiring {
    get throws { try Choices.patterns.one(pattern) }
  }
}
