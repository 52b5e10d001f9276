import Foundation
import Messaging
import MessagingBenchmark
import TestSupport
import Testing

@testable import msgbench

@Suite struct CommandTests {
  @Test(arguments: [
    ("64", [64]), ("64,512,1024,65536", [64, 512, 1_024, 65_536]), ("64KB", [65_536]),
    ("1kb,28B", [1_024, 28]), ("1MB", [1 << 20]),
    ("64,64B", [64]),
  ])
  func sizes(text: String, expected: [Int]) throws {
    #expect(try Sizes.parse(text) == expected)
  }

  @Test(arguments: [
    "", "x", "64,,", "-64", "7", "0", "17MB", "99999999999999999KB", "9223372036854775807MB", "64 KB",
  ])
  func sizesThatAreNone(text: String) {
    #expect(throws: (any Error).self) { try Sizes.parse(text) }
  }

  @Test(arguments: [
    (["--transport", "carrier-pigeon"], "no transport 'carrier-pigeon'; there is "),
    (["--experiment", "nonsense", "--transport", "inprocess"], "there is memory-strategy, receive-method"),
    (["--size", "7", "--transport", "inprocess"], "a size is 8 to 16777216 bytes"),
    (["--endpoint", "tcp", "--transport", "inprocess"], "inprocess has no tcp; it has inproc"),
    (["--pattern", "bus", "--transport", "inprocess"], "there is push-pull, pair, router-router"),
    (
      ["--pattern", "router-router", "--transport", "inprocess"],
      "inprocess has no router-router; it has push-pull"
    ),
    (["findings", "--pattern", "router-router", "--transport", "inprocess"], "it has push-pull, pair"),
    (["explain", "--pattern", "router-router", "--transport", "inprocess"], "it has push-pull, pair"),
    (["--format", "xml", "--transport", "inprocess"], "there is table, json"),
    (["--budget", "0", "--transport", "inprocess"], "more than 0"),
    (["--rounds", "2", "--transport", "inprocess"], "or more"),
    (["--launches", "2", "--transport", "inprocess"], "or more"),
    (["--rate", "0", "--experiment", "latency", "--transport", "inprocess"], "a rate is 1 to 10000000"),
    (["--rate", "10000", "--transport", "inprocess"], "a rate is for the experiment latency"),
    (["compare", "--transport", "inprocess"], "two transports or more"),
    (["selftest", "--transport", "pigeon"], "no transport 'pigeon'"),
    (["--output", "/nowhere/at/all", "--transport", "inprocess"], "cannot write to /nowhere/at/all"),
    (["--seed", "x", "--transport", "inprocess"], "seed"),
    (["--transport", "inprocess", "--unknown"], "--unknown"),
    ([], "--transport"),
  ])
  func mistakesAreToldInOneLine(arguments: [String], advice: String) throws {
    let result = try BuiltCommand.run(arguments)
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(result.complaint?.contains(advice) == true, "\(result.error)")
  }

  @Test func listNamesEverything() throws {
    let result = try BuiltCommand.run(["list"])
    #expect(result.status == 0)
    for name in Experiment.all.map(\.name) + transports.map(\.name) {
      #expect(result.output.contains("  \(name) "))
    }
    for capability in transports.flatMap(\.capabilities) {
      #expect(result.output.contains(" \(capability.name)"))
    }
  }

  @Test func interruptWritesWhatIsFinished() throws {
    let process = Process()
    process.executableURL = try BuiltCommand.program()
    process.arguments = ["--transport", "inprocess", "--format", "json", "--budget", "3600"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    // It cannot be told from outside when its handler is there; until then, an interrupt would end it.
    var attempts = 0
    while process.isRunning, attempts < 2_000 {
      usleep(10_000)
      attempts += 1
      if attempts == 200 { process.interrupt() }
    }
    #expect(!process.isRunning)
    let report = try JSONDecoder().decode(
      Report.self, from: output.fileHandleForReading.readDataToEndOfFile())
    #expect(report.schema == "msgbench/1")
    #expect(process.terminationStatus == Interruption.exitCode(after: SIGINT))
  }

  // In processes of their own: what other tests allocate would be counted as well.

  /// What a library allocates for a message, renting saves.
  @Test(arguments: transports.filter(\.hasBaseline).map(\.name))
  func rentingAllocatesNothing(transport: String) throws {
    let result = try BuiltCommand.run([
      "--transport", transport, "--experiment", "allocation", "--size", "65536", "--quick", "--format",
      "json",
    ])
    let report = try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
    let arms = try #require(report.results.first { $0.pattern == "one-thread" }).arms
    guard let made = arms[0].allocationsPerMessage, let rented = arms[1].allocationsPerMessage else { return }
    #expect(arms[1].name == "rent" && rented <= made - 0.9)
    // Unoptimised code allocates for itself.
    if !report.environment.isDebugBuild { #expect(rented < 0.01) }
  }

  #if Nanomsg
    @Test func idleSocketsAreGauged() throws {
      let result = try BuiltCommand.run([
        "--transport", "nanomsg", "--experiment", "scaling", "--endpoint", "inproc", "--quick", "--format",
        "json",
      ])
      let report = try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
      #expect(report.results.map(\.subject) == ["sockets", "connections", "threads"])
      #expect(report.results.allSatisfy { $0.arms.map(\.name) == ["1", "10", "100"] && $0.growth != nil })
      let memory = try #require(report.results[0].arms[2].memoryPerSocket)
      if let bytes = memory.bytesInUse { #expect(bytes > 5_000 && bytes < 100_000) }
      if let bytes = memory.residentBytes { #expect(bytes > 1_000 && bytes < 200_000) }
    }

    @Test func keptMessagesAreGauged() throws {
      let result = try BuiltCommand.run([
        "--transport", "nanomsg", "--experiment", "retention", "--endpoint", "inproc", "--size", "65536",
        "--quick", "--format", "json",
      ])
      let report = try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
      #expect(report.results.count == 2)
      for arm in report.results.flatMap(\.arms) {
        guard let retained = arm.retainedBytesPerMessage else { return }
        #expect(retained > 60_000 && retained < 140_000, "\(arm.name)")
      }
    }
  #endif

  #if ZeroMQ
    /// libzmq allocates for a message that does not fit into its handle, and not for one that does.
    @Test func allocationsAreCounted() throws {
      // In a process of its own: those of other tests would be counted as well.
      let result = try BuiltCommand.run([
        "--transport", "zmq", "--experiment", "receive-method", "--endpoint", "inproc", "--size", "32,64",
        "--quick", "--format", "json",
      ])
      let report = try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
      #expect(report.results.map(\.size) == [32, 64])
      for (small, large) in zip(report.results[0].arms, report.results[1].arms) {
        guard let few = small.allocationsPerMessage, let many = large.allocationsPerMessage else { continue }
        #expect(abs(many - few - 1) < 0.1, "\(small.name)")
        // Unoptimised code allocates for itself.
        if !report.environment.isDebugBuild { #expect(few < 0.1, "\(small.name)") }
      }
    }
  #endif
}
