import ArgumentParser
import Foundation
import MessagingBenchmark

extension Msgbench {
  /// `msgbench launch`: what msgbench runs itself as, to measure in a fresh process.
  struct Launch: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Measures a part of what another command was asked for. Those start it.", shouldDisplay: false
    )

    @Argument var request: String

    func run() throws { try LaunchServer.serve(request, on: transports) }

    /// Runs this.
    static let launcher = Launcher.freshProcesses(
      of: Bundle.main.executablePath ?? CommandLine.arguments[0], arguments: ["launch"])
  }
}
