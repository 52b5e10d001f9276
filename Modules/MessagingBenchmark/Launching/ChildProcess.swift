import Foundation

/// A process that was started to answer in lines, and that may hang or crash meanwhile.
final class ChildProcess {
  private let process = Process()
  private let output = Pipe()
  private let error = Pipe()
  private var received = Data()

  /// Starts the process and gives it its input.
  init(_ executable: URL, arguments: [String], environment: [String: String], input: Data) throws {
    let standardInput = Pipe()
    process.executableURL = executable
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = standardInput
    process.standardOutput = output
    process.standardError = error
    try process.run()
    // A process that ends at once breaks the pipe; its end tells more than that.
    try? standardInput.fileHandleForWriting.write(contentsOf: input)
    try? standardInput.fileHandleForWriting.close()
  }

  enum Answer: Equatable {
    case line(Data)
    /// The process closed its output.
    case end
    /// Nothing came in time.
    case silence
    case cancelled
  }

  /// Waits for the next line.
  func nextLine(within patience: Duration, isCancelled: () -> Bool) -> Answer {
    let deadline = ContinuousClock.now + patience
    while true {
      if let newline = received.firstIndex(of: UInt8(ascii: "\n")) {
        let line = received[..<newline]
        received = Data(received[(newline + 1)...])
        return .line(Data(line))
      }
      if isCancelled() { return .cancelled }
      if .now >= deadline { return .silence }
      var descriptor = pollfd(
        fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&descriptor, 1, Self.pollMilliseconds) > 0 else { continue }
      let chunk = output.fileHandleForReading.availableData
      if chunk.isEmpty { return .end }
      received += chunk
    }
  }

  /// How a process ended.
  enum End: Equatable {
    case exit(status: Int32)
    case signal(Int32)
  }

  /// Waits until the process is gone.
  ///
  /// - Returns: How it ended, and the last line it wrote to its error output.
  func waitUntilExit() -> (end: End, lastWords: String) {
    let words = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let end: End =
      process.terminationReason == .uncaughtSignal
      ? .signal(process.terminationStatus) : .exit(status: process.terminationStatus)
    return (end, words.split(separator: "\n").last.map(String.init) ?? "")
  }

  /// Ends the process, whatever it does, and waits until it is gone.
  func end() {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// How often a wait looks whether it is cancelled.
  private static let pollMilliseconds: Int32 = 50
}
