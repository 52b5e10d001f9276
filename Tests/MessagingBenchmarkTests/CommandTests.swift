import Foundation
import MessagingBenchmark
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

  /// Runs the command that was built together with these tests.
  private func msgbench(_ arguments: [String]) throws -> (status: Int32, output: String, error: String) {
    let process = Process()
    process.executableURL = Bundle(for: Anchor.self).bundleURL
      .deletingLastPathComponent().appending(path: "msgbench")
    process.arguments = arguments
    let (output, error) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = error
    try process.run()
    // Both are short enough for a pipe to hold.
    process.waitUntilExit()
    func text(_ pipe: Pipe) -> String {
      String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
    return (process.terminationStatus, text(output), text(error))
  }

  @Test(arguments: [
    (["--transport", "carrier-pigeon"], "there is inprocess"),
    (["--experiment", "nonsense", "--transport", "inprocess"], "there is throughput, latency"),
    (["--size", "7", "--transport", "inprocess"], "a size is 8 to 16777216 bytes"),
    (["--endpoint", "tcp", "--transport", "inprocess"], "inprocess has no tcp; it has inproc"),
    (["--pattern", "bus", "--transport", "inprocess"], "there is push-pull, pair"),
    (["--format", "xml", "--transport", "inprocess"], "there is table, json"),
    (["--budget", "0", "--transport", "inprocess"], "more than 0"),
    (["--rounds", "2", "--transport", "inprocess"], "or more"),
    (["--output", "/nowhere/at/all", "--transport", "inprocess"], "cannot write to /nowhere/at/all"),
    (["--seed", "x", "--transport", "inprocess"], "seed"),
    (["--unknown"], "--unknown"),
    ([], "--transport"),
  ])
  func mistakesAreToldInOneLine(arguments: [String], advice: String) throws {
    let result = try msgbench(arguments)
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(result.error.hasPrefix("msgbench: "))
    #expect(result.error.split(separator: "\n").count == 1)
    #expect(result.error.contains(advice), "\(result.error)")
  }

  @Test func listNamesEverything() throws {
    let result = try msgbench(["list"])
    #expect(result.status == 0)
    for name in ["throughput", "latency", "receive-method", "binding-overhead"] + transports.map(\.name) {
      #expect(result.output.contains("  \(name) "))
    }
  }
}

private final class Anchor {}
