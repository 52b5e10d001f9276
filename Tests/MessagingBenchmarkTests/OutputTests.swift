import Foundation
import TestSupport
import Testing

@testable import MessagingBenchmark
@testable import msgbench

/// What becomes of the files and the devices that results go to.
@Suite(.timeLimit(.minutes(15))) final class OutputTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "output-\(UUID().uuidString)")
  private let measuring = ["--transport", "inprocess", "--experiment", "receive-method", "--size", "64"]
  /// Where nothing has to be measured: all commands write in the same way.
  private let writing: [String]
  private let sample = FileManager.default.temporaryDirectory.appending(path: "sample-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Report.sample().json().write(to: sample)
    writing = ["diff", sample.path(percentEncoded: false), sample.path(percentEncoded: false)]
  }

  deinit {
    for file in [folder, sample] { try? FileManager.default.removeItem(at: file) }
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }

  private func contents(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  private var files: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path("")).sorted() }
  }

  @Test func aFileIsReplacedWithItsPermissionsAndThroughLinks() throws {
    try Data("old".utf8).write(to: folder.appending(path: "file"))
    chmod(path("file"), 0o640)
    symlink("file", path("link"))
    for name in ["link", "new"] {
      let result = try BuiltCommand.run(writing + ["--format", "csv", "--output", path(name)])
      #expect(result.status == 0 && result.output == "" && result.error == "")
    }
    #expect(try contents("file").hasPrefix("experiment,subject,"))
    #expect(try contents("new").hasPrefix("experiment,subject,"))
    #expect(try files == ["file", "link", "new"])
    let link = try FileManager.default.attributesOfItem(atPath: path("link"))
    #expect(link[.type] as? FileAttributeType == .typeSymbolicLink)
    let file = try FileManager.default.attributesOfItem(atPath: path("file"))
    #expect(file[.posixPermissions] as? Int == 0o640)
  }

  @Test func whatCannotBeWrittenIsFoundBeforeMeasuring() throws {
    try Data("old".utf8).write(to: folder.appending(path: "file"))
    var unwritable = [
      "/nowhere/at/all", path("missing/file"), path(""), path("missing") + "/", path("file/x"), "",
    ]
    if geteuid() != 0 {
      // The superuser may write them.
      chmod(path("file"), 0o444)
      let locked = folder.appending(path: "locked")
      try FileManager.default.createDirectory(at: locked, withIntermediateDirectories: true)
      chmod(path("locked"), 0o555)
      unwritable += [path("file"), path("locked/file")]
    }
    #if os(Linux)
      // Not even the superuser.
      unwritable += ["/proc/self/file", "/sys/file"]
    #endif
    for target in unwritable {
      // It would take an hour to measure.
      let result = try BuiltCommand.run(measuring + ["--budget", "3600", "--output", target])
      #expect(result.status == 64)
      #expect(result.complaint?.hasPrefix("cannot write to \(target): ") == true, "\(result.error)")
    }
    #expect(try contents("file") == "old")
  }

  /// What a run that would take an hour says, after a shell's command, before it ends because of its output.
  private func complaint(after command: String, _ arguments: [String] = []) throws -> String {
    let arguments = measuring + ["--budget", "3600"] + arguments
    let shell = URL(filePath: "/bin/sh")
    let child = try Child(
      shell, ["-c", "\(command); exec \"$0\" \"$@\"", BuiltCommand.program().path()] + arguments)
    let outcome = child.finish()
    #expect(child.process.terminationReason == .exit && outcome.status == EX_IOERR)
    return try String(#require(outcome.complaint))
  }

  @Test(arguments: [">&-", "1</dev/null"])
  func standardOutputThatIsClosedIsFoundBeforeMeasuring(redirection: String) throws {
    #expect(
      try complaint(after: "exec \(redirection)").hasPrefix("cannot write to standard output"))
  }

  #if os(Linux)
    /// A limit on the size of files stands for a disk without space.
    @Test func thatThereIsNoSpaceIsFoundBeforeMeasuring() throws {
      try Data("old".utf8).write(to: folder.appending(path: "file"))
      let complaint = try complaint(after: "ulimit -f 1", ["--output", path("file")])
      #expect(complaint == "cannot write to \(path("file")): File too large")
      #expect(try files == ["file"])
      #expect(try contents("file") == "old")
    }

    @Test func aFullDeviceEndsInOneLine() throws {
      let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
      for (target, output) in [("/dev/full", nil), (nil, full)] {
        let result = try BuiltCommand.run(writing + (target.map { ["--output", $0] } ?? []), output: output)
        #expect(result.status == EX_IOERR)
        let name = target ?? "standard output"
        #expect(result.complaint == "cannot write to \(name): No space left on device")
      }
    }
  #endif

  @Test func devicesAndPipesAreWrittenToDirectly() throws {
    #expect(try BuiltCommand.run(writing + ["--output", "/dev/stdout"]).output.hasSuffix("\n"))
    try Data("before\n".utf8).write(to: folder.appending(path: "file"))
    let end = try FileHandle(forWritingTo: folder.appending(path: "file"))
    try end.seekToEnd()
    #expect(try BuiltCommand.run(writing + ["--output", "/dev/stdout"], output: end).status == 0)
    #expect(try contents("file").hasPrefix("before\n") && contents("file").contains("Changes"))
    mkfifo(path("pipe"), 0o600)
    let reader = FileHandle(fileDescriptor: open(path("pipe"), O_RDONLY | O_NONBLOCK), closeOnDealloc: true)
    let result = try BuiltCommand.run(writing + ["--format", "json", "--output", path("pipe")])
    #expect(result.status == 0)
    #expect(try Report(json: reader.readToEnd() ?? Data()).results.count > 0)
  }

  // MARK: Interruption

  /// Starts a run that would take an hour, and waits until it measures.
  private func startLongRun(output: String) throws -> Process {
    let process = Process()
    process.executableURL = try BuiltCommand.program()
    process.arguments = measuring + ["--budget", "3600", "--format", "json", "--output", path(output)]
    // Progress is what shows that interruptions are handled.
    let progress = try PseudoTerminal()
    process.standardError = progress.terminal
    try process.run()
    try progress.terminal.close()
    #expect(progress.read(until: "launch").contains("launch"))
    return process
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func interruptingWritesWhatIsFinished(signal: Int32) throws {
    try Data("old".utf8).write(to: folder.appending(path: "file"))
    let process = try startLongRun(output: "file")
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == Interruption.exitCode(after: signal))
    let report = try Report(json: Data(contentsOf: folder.appending(path: "file")))
    #expect(report.notes.contains { $0.hasPrefix("the run ended before") } == report.results.isEmpty)
    #expect(try files == ["file"])
  }

  @Test func theOldFileSurvivesADeath() throws {
    try Data("old".utf8).write(to: folder.appending(path: "file"))
    let process = try startLongRun(output: "file")
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(try contents("file") == "old")
  }

  /// Of two interruptions, the second ends the process, unless it has ended meanwhile.
  @Test func interruptingTwiceLeavesNothingHalfDone() throws {
    try Data("old".utf8).write(to: folder.appending(path: "file"))
    let process = try startLongRun(output: "file")
    kill(process.processIdentifier, SIGINT)
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    #expect(try files == ["file"])
    if process.terminationReason == .exit, process.terminationStatus == Interruption.exitCode(after: SIGINT) {
      _ = try Report(json: Data(contentsOf: folder.appending(path: "file")))
    } else {
      #expect(try contents("file") == "old")
    }
  }

  // MARK: Terminals

  @Test func onlyTerminalsAreGivenColorsAndTheirWidth() throws {
    func show(_ environment: [String: String], columns: UInt16 = 80) throws -> String {
      let screen = try PseudoTerminal(columns: columns)
      let result = try BuiltCommand.run(writing, environment: environment, output: screen.terminal)
      try screen.terminal.close()
      #expect(result.status == 0)
      return screen.read()
    }
    let plain = ["TERM": "xterm", "NO_COLOR": ""]
    #expect(try show(plain).contains("\u{1B}[2mcontrol\u{1B}[0m"))
    #expect(try !show(["TERM": "xterm", "NO_COLOR": "1"]).contains("\u{1B}"))
    #expect(try !show(["TERM": "dumb", "NO_COLOR": ""]).contains("\u{1B}"))
    #expect(try !BuiltCommand.run(writing, environment: plain).output.contains("\u{1B}"))
    let narrow = try show(["TERM": "dumb"], columns: 60).split(whereSeparator: \.isNewline)
    #expect(narrow.allSatisfy { $0.count <= 60 })
    #expect(narrow.contains { $0.hasPrefix(" arm") && !$0.contains("old ns") })
  }
}
