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

  struct Result {
    var status: Int32
    var output: String
    var error: String

    /// What was complained of, which has to be one line.
    var complaint: String? {
      let lines = error.split(separator: "\n")
      return lines.count == 1 && error.hasPrefix("msgbench: ") ? String(lines[0].dropFirst(10)) : nil
    }
  }

  /// Runs it.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], output: FileHandle? = nil
  ) throws -> Result {
    let process = Process()
    process.executableURL = try program()
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let (results, complaints) = (Pipe(), Pipe())
    process.standardOutput = output ?? results
    process.standardError = complaints
    try process.run()
    // What comes on the error output is short enough for its pipe to hold meanwhile.
    func text(_ pipe: Pipe) -> String {
      String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
    let written = output == nil ? text(results) : ""
    process.waitUntilExit()
    return Result(status: process.terminationStatus, output: written, error: text(complaints))
  }
}
