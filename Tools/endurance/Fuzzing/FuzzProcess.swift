import Foundation

/// A worker that tries inputs, and how it ends.
struct FuzzProcess {
  let target: String
  let seed: UInt64
  let inputs: Range<Int>
  let checkEvery: Int

  struct Ending {
    /// `nil` when it tried everything and found nothing.
    var problem: String?
    var errors: String
    var remarks: [String]
    var lastInput: Int?
  }

  /// How long an input may take, with the check after it.
  private static let patience: Duration = .seconds(120)

  /// Runs a worker in a folder of its own.
  func finish(telling progress: (Int?) -> Void) throws -> Ending {
    let folder = FileManager.default.temporaryDirectory.appending(path: "fuzz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let record = folder.appending(path: "input").path()
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0])
    if let program = Bundle.main.executableURL { process.executableURL = program }
    process.arguments = [
      "fuzz-worker", "--target", target, "--seed", "\(seed)", "--from", "\(inputs.lowerBound)", "--inputs",
      "\(inputs.count)", "--check", "\(checkEvery)", "--record", record,
    ]
    process.currentDirectoryURL = folder
    // Names of hosts are not waited for, and no paths lead out of the folder.
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["TMPDIR": folder.path(), "RES_OPTIONS": "timeout:1 attempts:1", "SWIFT_BACKTRACE": "enable=no"]) { $1 }
    let files = try ["output", "errors"].map { name in
      let file = folder.appending(path: name)
      try Data().write(to: file)
      return try FileHandle(forUpdating: file)
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = files[0]
    process.standardError = files[1]
    try process.run()
    let isStuck = wait(for: process, try InputRecord(path: record), telling: progress)
    let texts = try files.map { file in
      try file.seek(toOffset: 0)
      return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
    }
    let lines = texts[0].split(separator: "\n")
    return Ending(
      problem: problem(process, isStuck: isStuck, finding: lines.first { $0.hasPrefix("finding: ") }),
      errors: texts[1],
      remarks: lines.filter { $0.hasPrefix("remark: ") }.map { String($0.dropFirst("remark: ".count)) },
      lastInput: try InputRecord(path: record).number)
  }

  /// - Returns: Whether an input took too long, for which the process was ended.
  private func wait(for process: Process, _ record: InputRecord, telling progress: (Int?) -> Void) -> Bool {
    let clock = ContinuousClock()
    var (last, change) = (record.number, clock.now)
    while process.isRunning {
      usleep(10_000)
      let number = record.number
      if number != last { (last, change) = (number, clock.now) }
      progress(number)
      if clock.now - change > Self.patience {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return true
      }
    }
    process.waitUntilExit()
    return false
  }

  private func problem(_ process: Process, isStuck: Bool, finding: Substring?) -> String? {
    if isStuck { return "an input took more than \(Self.patience)" }
    switch (process.terminationReason, process.terminationStatus) {
    case (.uncaughtSignal, let signal):
      return "ended by signal \(signal), \(String(cString: strsignal(signal)))"
    case (_, 0): return nil
    case (_, let status): return finding.map(String.init) ?? "ended with exit code \(status)"
    }
  }
}
