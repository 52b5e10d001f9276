import ArgumentParser

/// The command and its subcommands.
struct Msgbench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "msgbench",
    abstract: "Measures messaging over libzmq, nanomsg and within the process, side by side.",
    discussion: """
      msgbench --transport zmq
          tells what to use on libzmq to send and to receive, within a minute
      msgbench compare
          tells which transport is faster at what
      msgbench findings
          tells what is true of what is believed about pools
      msgbench explain --transport zmq --size 64
          tells why receiving into a pool takes another time than plain receiving
      msgbench selftest
          tells whether the figures can be trusted on this machine
      msgbench --transport nanomsg --size 64,64KB --format json --output FILE
          keeps the figures
      msgbench compare --html FILE
          makes a page with pictures
      msgbench report RESULTS --html FILE
          makes one of what was kept
      msgbench diff OLD NEW
          tells what became slower
      msgbench list
          tells what can be measured, on what
      msgbench help run
          explains every option
      """,
    subcommands: [
      Run.self, Compare.self, Findings.self, Explain.self, SelfTest.self, Peer.self, Diff.self, Report.self,
      List.self, Launch.self,
    ],
    defaultSubcommand: Run.self)
}
