import ArgumentParser

/// The command and its subcommands.
struct Msgbench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "msgbench",
    abstract: "Measures messaging over libzmq, nanomsg and within the process, side by side.",
    discussion: """
      msgbench --transport zmq
          tells what to use on libzmq to send and to receive, within a minute
      msgbench --transport zmq,inprocess --experiment throughput --endpoint inproc
          compares two transports, the first being the baseline
      msgbench --transport nanomsg --size 64,64KB --format json --output FILE
          keeps the figures
      msgbench list
          tells what can be measured, on what
      msgbench help run
          explains every option
      """,
    subcommands: [Run.self, List.self, Peer.self],
    defaultSubcommand: Run.self)
}
