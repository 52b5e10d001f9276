import ArgumentParser
import Foundation

/// Runs the command. What is wrong with its arguments is told in one line.
@main
enum Main {
  static func main() {
    do {
      var command = try Msgbench.parseAsRoot()
      try command.run()
    } catch {
      let code = Msgbench.exitCode(for: error)
      // Help and the like are no failures, and have their own text.
      guard code != .success else { Msgbench.exit(withError: error) }
      Terminal.complain(Msgbench.message(for: error))
      exit(code.rawValue)
    }
  }
}
