import Foundation
import MessagingBenchmark
import TestSupport

/// The command that was built together with these tests.
enum BuiltCommand {
  static func program() throws -> URL { try BuiltProgram.named("msgbench") }

  /// Has it measure. In this process tests would block the threads that arms' tasks run on.
  static func launcher() throws -> Launcher {
    Launcher.freshProcesses(of: try program().path(), arguments: ["launch"])
  }

  /// Runs it.
  ///
  /// - Parameters:
  ///   - environment: Variables that it has besides those of this process.
  ///   - output: Where its output goes, if not into the outcome.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], output: FileHandle? = nil
  ) throws -> Child.Outcome {
    try Child(program(), arguments, environment: environment, output: output).finish()
  }
}
