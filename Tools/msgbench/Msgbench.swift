import ArgumentParser

/// The command and its subcommands.
struct Msgbench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "msgbench",
    abstract: "Measures messaging over libzmq, nanomsg and within the process, side by side.",
    subcommands: [Run.self, List.self],
    defaultSubcommand: Run.self)
}
