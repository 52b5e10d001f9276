import ArgumentParser
import Foundation
import MessagingBenchmark

extension Msgbench {
  /// `msgbench launch`: what msgbench runs itself as, to measure in a fresh process.
  struct Launch: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Measures what standard input asks for. Other commands start it.", shouldDisplay: false)

    func run() throws { try LaunchServer.serve(transports) }

    /// Runs this.
    static let launcher = Launcher.freshProcesses(
      of: Bundle.main.executablePath ?? CommandLine.arguments[0], arguments: ["launch"])
  }
}
