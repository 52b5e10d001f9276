import ArgumentParser

/// The command and its subcommands.
struct Msgbench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "msgbench",
    abstract: "Measures messaging over libzmq, nanomsg and within the process, side by side.",
    discussion: """
      msgbench --transport zmq,inprocess --experiment throughput --size 64,64KB
      measures, as described in 'msgbench help run'; msgbench list says what there is.
      """,
    subcommands: [Run.self, List.self],
    defaultSubcommand: Run.self)
}
