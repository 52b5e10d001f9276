import ArgumentParser
import Foundation

/// Runs the command. What is wrong with its arguments is told in one line.
@main
enum Main {
  static func main() {
    // A file that may not become larger is an error as others are.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try Msgbench.parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      Terminal.complain(failure.message)
      exit(failure.code.rawValue)
    } catch {
      let code = Msgbench.exitCode(for: error)
      // Help and the like are no failures, and have their own text.
      guard code != .success else { Msgbench.exit(withError: error) }
      let message = Msgbench.message(for: error)
      // A bare exit code has said what there is to say.
      if !message.isEmpty { Terminal.complain(message) }
      exit(code.rawValue)
    }
  }
}
