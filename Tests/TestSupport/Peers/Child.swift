package import Foundation

/// A program that runs beside the test, until it ends by itself or this is dropped.
package final class Child {
  package struct Outcome {
    /// The program's status; what the signal is when one ended it.
    package var status: Int32
    package var wasEndedBySignal: Bool
    package var output: String
    package var error: String
  }

  package let process = Process()
  /// `nil` when it goes elsewhere.
  private let output: Pipe?
  private let error = Pipe()
  /// What was read of the error output so far.
  private var said = Data()

  /// Starts a program.
  package init(
    _ program: URL, _ arguments: [String], environment: [String: String] = [:], output: FileHandle? = nil
  ) throws {
    self.output = output == nil ? Pipe() : nil
    process.executableURL = program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = output ?? self.output
    process.standardError = error
    try process.run()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  /// Waits for the first line on the error output, and returns what it says after `prefix`; `nil` when it says something
  /// else, or nothing.
  package func firstLine(after prefix: String) -> String? {
    while !said.contains(UInt8(ascii: "\n")) {
      let more = error.fileHandleForReading.availableData
      guard !more.isEmpty else { break }
      said += more
    }
    let line = String(decoding: said, as: UTF8.self).prefix { $0 != "\n" }
    return line.hasPrefix(prefix) ? String(line.dropFirst(prefix.count)) : nil
  }

  /// Whether it said this on the error output so far.
  package func hasSaid(_ text: String) -> Bool {
    var entry = pollfd(
      fd: error.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
    while poll(&entry, 1, 0) > 0 {
      let more = error.fileHandleForReading.availableData
      guard !more.isEmpty else { break }
      said += more
    }
    return String(decoding: said, as: UTF8.self).contains(text)
  }

  package func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  /// Ends it at once, and waits until it is gone.
  package func end() {
    signal(SIGKILL)
    process.waitUntilExit()
  }

  /// Waits for the end.
  package func finish() -> Outcome {
    // What comes on the error output is short enough for its pipe to hold meanwhile.
    let results = output?.fileHandleForReading.readDataToEndOfFile() ?? Data()
    said += error.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, wasEndedBySignal: process.terminationReason == .uncaughtSignal,
      output: String(decoding: results, as: UTF8.self),
      error: String(decoding: said, as: UTF8.self))
  }
}
