import ArgumentParser
import Foundation

/// Runs the program. What goes wrong is told in one line.
@main
enum Main {
  static func main() {
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try Endurance.parseAsRoot()
      try command.run()
    } catch {
      let code = Endurance.exitCode(for: error)
      // Help is no failure, and has its own text.
      guard code != .success else { Endurance.exit(withError: error) }
      let message = Endurance.message(for: error)
      // A bare exit code has said what there is to say.
      if !message.isEmpty { Terminal.complain(message) }
      exit(code.rawValue)
    }
  }
}
