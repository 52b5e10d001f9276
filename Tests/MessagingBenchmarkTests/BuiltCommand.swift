import Foundation
import TestSupport

/// The command that was built together with these tests.
enum BuiltCommand {
  /// Found upwards from the test program.
  static func program() throws -> URL {
    var folder = URL(filePath: CommandLine.arguments[0]).standardizedFileURL
    while folder.pathComponents.count > 1 {
      folder.deleteLastPathComponent()
      let program = folder.appending(path: "msgbench")
      if FileManager.default.isExecutableFile(atPath: program.path()) { return program }
    }
    throw CocoaError(.fileNoSuchFile)
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
