import Foundation

/// A program that runs beside the test, until it ends by itself or this is dropped.
final class Child {
  typealias Outcome = (status: Int32, output: String, error: String)

  let process = Process()
  private let output = Pipe()
  private let error = Pipe()
  /// What was read of the error output so far.
  private var said = Data()

  /// Starts a program.
  init(_ program: URL, _ arguments: [String]) throws {
    process.executableURL = program
    process.arguments = arguments
    process.standardOutput = output
    process.standardError = error
    try process.run()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  /// Waits for the first line on the error output, and returns what it says after `prefix`; `nil` when it says something
  /// else, or nothing.
  func firstLine(after prefix: String) -> String? {
    while !said.contains(UInt8(ascii: "\n")) {
      let more = error.fileHandleForReading.availableData
      guard !more.isEmpty else { break }
      said += more
    }
    let line = String(decoding: said, as: UTF8.self).prefix { $0 != "\n" }
    return line.hasPrefix(prefix) ? String(line.dropFirst(prefix.count)) : nil
  }

  /// Waits for the end.
  func finish() -> Outcome {
    // What comes on the error output is short enough for its pipe to hold meanwhile.
    let results = output.fileHandleForReading.readDataToEndOfFile()
    said += error.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: results, as: UTF8.self),
      String(decoding: said, as: UTF8.self)
    )
  }
}
