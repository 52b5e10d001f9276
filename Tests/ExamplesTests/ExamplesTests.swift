import Foundation
import Messaging
import TestSupport
import Testing

@testable import examples

/// Each example is run as a reader runs it, and says what its text promises.
@Suite(.timeLimit(.minutes(5))) struct ExamplesTests {
  /// The lines that an example prints.
  private func lines(of arguments: [String]) throws -> [String] {
    let outcome = try Child(BuiltProgram.named("examples"), arguments).finish()
    #expect(outcome.status == 0 && outcome.error == "", "\(outcome.error)")
    return outcome.output.split(separator: "\n").map(String.init)
  }

  @Test(arguments: transports.names)
  func requestReply(transport: String) throws {
    #expect(
      try lines(of: ["request-reply", "--transport", transport]) == [
        "apples: no reply at attempt 1", "apples cost 3", "pears cost 4",
        "plums: no reply at attempt 1", "plums: no reply at attempt 2", "plums: gave up",
      ])
  }

  @Test(arguments: transports.names)
  func pipeline(transport: String) throws {
    let lines = try lines(of: ["pipeline", "--transport", transport])
    try #require(lines.count == 2)
    #expect(lines[0] == "60 tasks of 16384 bytes add up to \((0..<60).reduce(0, +) * 16_384)")
    let count = try #require(lines[1].wholeMatch(of: /buffers made by the pool: (\d+)/)?.1)
    // Fewer than tasks: they are used again.
    #expect((1..<60).contains(try #require(Int(count))))
  }

  @Test(arguments: transports.names)
  func publishSubscribe(transport: String) throws {
    let lines = try lines(of: ["publish-subscribe", "--transport", transport])
    #expect(lines.count == 4)
    for (name, least) in [("early", 1), ("late", 100)] {
      let own = lines.filter { $0.hasPrefix("\(name): ") }
      try #require(own.count == 2)
      let start = try #require(own[0].wholeMatch(of: /\w+: started with (\d+) changes in a snapshot/)?.1)
      #expect(try #require(Int(start)) >= least)
      #expect(own[1] == "\(name): has what the publisher has, 100 changes later")
    }
  }

  @Test(arguments: transports.names, transports.names)
  func bridge(source: String, sink: String) throws {
    #expect(
      try lines(of: ["bridge", "--from", source, "--to", sink])
        == (1...5).map { "reading \($0) came from \(source) over \(sink)" })
  }

  @Test(arguments: transports.names)
  func asyncWorkers(transport: String) throws {
    let sum = (1...30).reduce(0) { $0 + $1 * $1 }
    #expect(
      try lines(of: ["async-workers", "--transport", transport])
        == ["30 squares add up to \(sum)"] + [String](repeating: "a worker was cancelled", count: 3))
  }

  #if ZeroMQ
    @Test func routedWorkers() throws {
      let lines = try lines(of: ["routed-workers"])
      let given = lines.compactMap { $0.wholeMatch(of: /task (\d) goes to (ada|bob|cleo)/)?.output }
      #expect(given.compactMap { Int($0.1) } == Array(1...9))
      // All wait at first, so none gets a second task before all have had one.
      #expect(Set(given.prefix(3).map(\.2)) == ["ada", "bob", "cleo"])
      #expect(
        lines.filter { $0.hasPrefix("finished") }.sorted() == (1...9).map { "finished task \($0)" })
      #expect(lines.suffix(2) == ["there is no dora", "all workers have stopped"])
      #expect(lines.count == 20)
    }

    @Test func securedService() throws {
      #expect(
        try lines(of: ["secured-service"]) == [
          "a client that is known gets: hello, alice", "a stranger is turned away, with status 400",
          "the stranger has no reply",
        ])
    }
  #endif

  #if Nanomsg
    @Test func survey() throws {
      #expect(
        try lines(of: ["survey"]) == [
          "first survey: north: 21, south: 24", "second survey: north: 20, slow: 23, south: 25",
        ])
    }
  #endif

  @Test func unknownTransportsAreToldWithTheOthers() throws {
    let outcome = try Child(BuiltProgram.named("examples"), ["pipeline", "--transport", "pigeon"]).finish()
    #expect(outcome.status != 0 && outcome.output == "")
    for name in ["pigeon"] + transports.names { #expect(outcome.error.contains(name)) }
  }

  /// The tests above are all of them.
  @Test func everyExampleIsTested() throws {
    var tested = ["request-reply", "pipeline", "publish-subscribe", "bridge", "async-workers"]
    #if ZeroMQ
      tested += ["routed-workers", "secured-service"]
    #endif
    #if Nanomsg
      tested += ["survey"]
    #endif
    let help = try lines(of: ["--help"])
    let names = help.compactMap { $0.prefixMatch(of: /\s\s([a-z]\S+)\s\s/)?.1 }
    #expect(names.map(String.init) == tested)
  }
}
