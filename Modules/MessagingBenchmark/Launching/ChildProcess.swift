import Foundation

/// A process that was started to answer in lines, and that may hang or crash meanwhile.
final class ChildProcess {
  private let process = Process()
  private let output = Pipe()
  private let errors = Pipe()
  private var received = Data()
  private var complaints = Data()

  /// Starts a program.
  ///
  /// - Parameter environment: What is added to this process's.
  init(_ path: String, arguments: [String], environment: [String: String]) throws {
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
  }

  enum Answer: Equatable {
    case line(Data)
    /// The process ended by itself, with this status.
    case exit(Int32)
    /// A signal ended the process.
    case signal(Int32)
    /// Nothing came in time.
    case silence
    case cancelled
  }

  /// Waits for the next line of the process's output, or for its end.
  func next(within patience: Duration, isCancelled: () -> Bool) -> Answer {
    let deadline = ContinuousClock.now + patience
    while true {
      if let newline = received.firstIndex(of: UInt8(ascii: "\n")) {
        let line = Data(received[..<newline])
        received = Data(received[(newline + 1)...])
        return .line(line)
      }
      if isCancelled() { return .cancelled }
      if .now >= deadline { return .silence }
      readComplaints()
      guard isReadable(output, within: Self.pollMilliseconds) else { continue }
      let chunk = output.fileHandleForReading.availableData
      if chunk.isEmpty { return end() }
      received += chunk
    }
  }

  /// Ends the process, whatever it does, and waits until it is gone.
  func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// The last line that the process wrote to its error output so far.
  var lastWords: String {
    String(decoding: complaints, as: UTF8.self).split(separator: "\n").last.map(String.init) ?? ""
  }

  /// How the process ends, which has closed its output. It is given a second for that.
  private func end() -> Answer {
    let deadline = ContinuousClock.now + .seconds(1)
    while process.isRunning, .now < deadline {
      readComplaints()
      usleep(1_000)
    }
    if process.isRunning { kill() } else { process.waitUntilExit() }
    readComplaints()
    let status = process.terminationStatus
    return process.terminationReason == .uncaughtSignal ? .signal(status) : .exit(status)
  }

  /// Keeps the end of what the process wrote to its error output, which it would wait for when nobody read it.
  private func readComplaints() {
    while isReadable(errors, within: 0) {
      let chunk = errors.fileHandleForReading.availableData
      if chunk.isEmpty { return }
      complaints = complaints.suffix(1_024) + chunk
    }
  }

  private func isReadable(_ pipe: Pipe, within milliseconds: Int32) -> Bool {
    var entry = pollfd(
      fd: pipe.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, milliseconds) > 0
  }

  /// How often a wait looks whether it is cancelled.
  private static let pollMilliseconds: Int32 = 50
}
