import ArgumentParser

/// A peer that tests of faults kill, stop, and let run out of descriptors, since they must not do so to themselves.
@main
struct FaultPeer: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fault-peer", abstract: "Sends or receives letters until something happens to it.",
    subcommands: [Send.self, Receive.self])
}
