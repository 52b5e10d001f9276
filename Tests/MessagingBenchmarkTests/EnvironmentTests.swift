import Foundation
import Testing

@testable import MessagingBenchmark
@testable import msgbench

@Suite struct EnvironmentTests {
  @Test func aQuietMachineIsNotWarnedOf() {
    var environment = Environment.sample
    #expect(environment.warnings(threads: 8) == [])
    environment.loadAverage = [8, 20, 20]
    environment.stealShare = 0.02
    environment.frequencyGovernor = "performance"
    #expect(environment.warnings(threads: 8) == [])
    environment.loadAverage = []
    #expect(environment.warnings(threads: 8) == [])
  }

  @Test func whatMakesFiguresDoubtfulIsTold() {
    let cases: [((inout Environment) -> Void, String)] = [
      ({ $0.isDebugBuild = true }, "debug build"),
      ({ $0.loadAverage = [8.1, 0, 0] }, "The load was 8.10 when the run began, with 8 cores"),
      ({ $0.stealShare = 0.051 }, "for 5.10 % of the time"),
      ({ $0.cores = 1 }, "An arm has 2 threads, and there is 1 core:"),
      ({ $0.frequencyGovernor = "powersave,performance" }, "The frequency governor is powersave,performance"),
    ]
    for (change, warning) in cases {
      var environment = Environment.sample
      change(&environment)
      let warnings = environment.warnings(threads: 2)
      #expect(warnings.count == 1 && warnings[0].contains(warning), "\(warnings)")
    }
  }

  @Test func noiseIsJudgedByTheControls() {
    let (narrow, wide) = (Interval.sample(1.03, 0.015), Interval.sample(1, 0.025))
    #expect(Report.noiseWarnings(controls: []) == [])
    #expect(Report.noiseWarnings(controls: [narrow, wide]) == [])
    let warnings = Report.noiseWarnings(controls: [narrow, wide, wide])
    #expect(warnings.count == 1 && warnings[0].contains("too noisy to see 2 %: in 2 of 3 comparisons"))
  }

  @Test func aRunNotesItsConditions() throws {
    let session = try Session(
      experiments: [.receiveMethod], scope: Scope(transports: transports.suffix(1), sizes: [64]),
      settings: Settings(launches: 5),
      launcher: Launcher { request, _, _ in
        SimulatedLaunches(count: 1, rounds: 3, times: [1, 1, 1, 1], launchNoise: 0.5).one(seed: request.seed)
      })
    session.run { _ in }
    let report = session.report
    #expect(report.warnings.contains { $0.contains("in 1 of 1 comparisons") })
    #expect(report.warnings.contains { $0.contains("debug build") } == report.environment.isDebugBuild)
    #if os(Linux)
      #expect(ProcessorTimes.now != nil)
      #expect(report.environment.isVirtualMachine != nil || report.environment.processor == "unknown")
    #endif
  }

  @Test func stealIsAShareOfTheTimeThatWasWanted() throws {
    let start = try #require(
      ProcessorTimes(procStat: "cpu  100 10 20 9999 99 3 4 50 7 8\ncpu0 1 2 3 4 5 6 7 8 9 10\nintr 1\n"))
    #expect(start == ProcessorTimes(procStat: "cpu  137 0 0 0 0 0 0 50 0 0\n"))
    let end = try #require(ProcessorTimes(procStat: "cpu  190 10 20 99999 99 3 4 60 7 8\n"))
    #expect(end.stealShare(since: start) == 0.1)
    #expect(start.stealShare(since: start) == nil)
    #expect(start.stealShare(since: end) == nil)
    // Kernels before 2.6.11 have no such column.
    for text in ["", "cpu  1 2 3 4\n", "intr 1\n"] { #expect(ProcessorTimes(procStat: text) == nil) }
  }
}

/// What a repository tells about a program that lies in it.
@Suite struct SourceCommitTests {
  private let folder = FileManager.default.temporaryDirectory.appending(
    path: "commit of-\(UUID().uuidString)")

  private func git(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      [
        "git", "-C", folder.path(percentEncoded: false), "-c", "user.name=x", "-c", "user.email=x@x", "-c",
        "commit.gpgsign=false",
      ] + arguments
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  private func write(_ path: String, at date: Date) throws -> URL {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(path.utf8).write(to: file)
    try FileManager.default.setAttributes(
      [.modificationDate: date], ofItemAtPath: file.path(percentEncoded: false))
    return file
  }

  @Test func aCommitIsToldWhereItIsCertain() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let (before, built, after) = (
      Date(timeIntervalSince1970: 1e9), Date(timeIntervalSince1970: 1.1e9), Date()
    )
    _ = try write("Package.swift", at: before)
    let source = try write("Tools/msgbench/a b.swift", at: before)
    _ = try write("Tools/run", at: after)
    let program = try write(".build/x/msgbench", at: built).path(percentEncoded: false)
    #expect(SourceCommit.of(program: program) == nil)

    try git("init", "--quiet")
    #expect(SourceCommit.of(program: program) == nil)
    _ = try write(".gitignore", at: before)
    try Data(".build".utf8).write(to: folder.appending(path: ".gitignore"))
    try git("add", ".")
    try git("commit", "--quiet", "--message", "x")
    let commit = try #require(SourceCommit.of(program: program))
    #expect(commit.count == 40 && commit.allSatisfy(\.isHexDigit))

    // What the program is not made of does not count.
    _ = try write("Docs/x.swift", at: after)
    #expect(SourceCommit.of(program: program) == commit)
    // A source that was there when it was built, and is in no commit.
    let other = try write("Modules/b.swift", at: before)
    #expect(SourceCommit.of(program: program) == commit + "-dirty")
    try FileManager.default.removeItem(at: other)
    #expect(SourceCommit.of(program: program) == commit)
    try FileManager.default.removeItem(at: source)
    #expect(SourceCommit.of(program: program) == commit + "-dirty")
    // One that is newer than the program: who knows what it was built from.
    _ = try write("Tools/msgbench/a b.swift", at: after)
    #expect(SourceCommit.of(program: program) == nil)
  }
}
