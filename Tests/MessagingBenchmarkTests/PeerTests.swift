import Foundation
import Messaging
import MessagingBenchmark
import POSIXSupport
import RegexBuilder
import TestSupport
import Testing

@testable import msgbench

#if ZeroMQ
  import ZeroMQTransport
#endif
#if Nanomsg
  import NanomsgTransport
#endif

@Suite(.timeLimit(.minutes(15))) struct PeerTests {
  /// As many empty messages fit into the system's buffers, so that their sender is through long before the receiver: what is
  /// there still arrives.
  @Test(arguments: transportsWithPeers, ["tcp://127.0.0.1:*", "ipc://*"])
  func rolesTalkToEachOther(transport: String, endpoint: String) throws {
    let talks = try [(0, 30_000), (1, 500), (64, 500), (65_536, 500)].flatMap { size, count in
      try Measure.allCases.map {
        try Talk(transport, $0, size: size, count: $0 == .latency ? 500 : count, at: endpoint)
      }
    }
    for talk in talks {
      try talk.expectSuccess()
      #expect(!FileManager.default.fileExists(atPath: String(talk.bound.dropFirst("ipc://".count))))
    }
  }

  /// The remote side may be there first: it waits for the other one.
  @Test(arguments: transportsWithPeers, Measure.allCases)
  func theLocalSideMayComeLater(transport: String, measure: Measure) throws {
    let endpoint = "ipc://\(UniqueName.makeSocketPath())"
    let remote = try Player.msgbench.start(
      measure.remote, on: transport, at: endpoint, size: 64, count: 2_000)
    let local = try Player.msgbench.start(measure.local, on: transport, at: endpoint, size: 64, count: 2_000)
    let outcomes = (local.finish(), remote.finish())
    #expect(outcomes.0.status == 0, "\(outcomes.0.error)")
    #expect(outcomes.1.status == 0, "\(outcomes.1.error)")
    // The address was the caller's choice.
    #expect(outcomes.0.error == "")
  }

  // MARK: What goes wrong

  private func expectFailure(_ child: Child, _ advice: some RegexComponent, status: Int32 = 1) {
    let outcome = child.finish()
    #expect(outcome.status == status)
    #expect(outcome.output == "")
    let complaint = outcome.error.split(separator: "\n").filter { !$0.contains("bound to") }
    #expect(complaint.count == 1 && complaint[0].hasPrefix("msgbench: "), "\(outcome.error)")
    #expect(outcome.error.contains(advice), "\(outcome.error)")
  }

  @Test(arguments: [
    (["x", "--transport", "zmq", "tcp://127.0.0.1:*", "64", "1"], "there is local-thr, local-thr-task"),
    (["local-thr", "--transport", "inprocess", "inproc://x", "64", "1"], "inprocess has no wire"),
    (["local-thr", "--transport", "x", "tcp://127.0.0.1:*", "64", "1"], "there is no transport 'x'"),
    (["local-thr", "tcp://127.0.0.1:*", "64", "1"], "--transport"),
    (["local-thr", "--transport", "zmq", "inproc://x", "64", "1"], "a peer is at tcp://HOST:PORT"),
    (["local-thr", "--transport", "zmq", "127.0.0.1:5555", "64", "1"], "such as tcp://127.0.0.1:5555"),
    (["remote-thr", "--transport", "zmq", "tcp://127.0.0.1:*", "64", "1"], "not a wildcard"),
    (["local-thr", "--transport", "zmq", "tcp://127.0.0.1:*", "-1", "1"], "<count>"),
    (["local-thr", "--transport", "zmq", "tcp://127.0.0.1:*", "17MB", "1"], "a size is 0 to 16777216 bytes"),
    (["local-thr", "--transport", "zmq", "tcp://127.0.0.1:*", "64", "0"], "a count is 1 to 2147483647"),
    (
      ["local-thr", "--transport", "zmq", "tcp://127.0.0.1:*", "64", "\(Int.max)"],
      "a count is 1 to 2147483647"
    ),
    (["local-thr", "--transport", "zmq", "tcp://127.0.0.1:*", "64"], "<count>"),
    (["local-thr", "--transport", "zmq", "tcp://127.0.0.1:*", "64", "1", "--timeout", "0"], "more than 0"),
  ])
  func mistakesAreToldInOneLine(arguments: [String], advice: String) throws {
    // Without the library there is another mistake to tell.
    guard transportsWithPeers.contains("zmq") || !arguments.contains("zmq") else { return }
    expectFailure(try Child(BuiltCommand.program(), ["peer"] + arguments), advice, status: 64)
  }

  @Test(arguments: transportsWithPeers)
  func aPeerThatNeverComesIsToldInOneLine(transport: String) throws {
    let children = try PeerRole.allCases.map {
      try Player.msgbench.start(
        $0, on: transport, at: "ipc://\(UniqueName.makeSocketPath())", size: 64, count: 10, timeout: 0.5)
    }
    // libzmq takes messages for a peer that is not there yet.
    let complaint = #/(nothing went through|the last messages were not taken) within 0\.5 s: the /#
    for child in children { expectFailure(child, complaint) }
  }

  /// Each of the roles goes on to twice the count where its peer ends.
  @Test(arguments: transportsWithPeers)
  func aPeerThatGoesAwayIsToldInOneLine(transport: String) throws {
    func start(_ role: PeerRole, of measure: Measure) throws -> (disappointed: Child, other: Child) {
      // More than queues and buffers hold.
      let (size, count) = measure == .latency ? (64, 20) : (1_024, 50_000)
      func start(_ side: PeerRole, at endpoint: String) throws -> Child {
        try Player.msgbench.start(
          side, on: transport, at: endpoint, size: size, count: side == role ? 2 * count : count, timeout: 5)
      }
      let local = try start(measure.local, at: "tcp://127.0.0.1:*")
      let remote = try start(measure.remote, at: try #require(local.bound))
      return role == measure.local ? (local, remote) : (remote, local)
    }
    let talks = try Measure.allCases.flatMap { measure in
      try [measure.local, measure.remote].map { try start($0, of: measure) }
    }
    for talk in talks {
      #expect(talk.other.finish().status == 0)
      expectFailure(
        talk.disappointed, #/nothing went through for 5 s after message \d+ of \d+: the .* went away/#)
    }
  }

  @Test(arguments: transportsWithPeers, Measure.allCases)
  func aWrongSizeIsToldInOneLine(transport: String, measure: Measure) throws {
    let local = try Player.msgbench.start(
      measure.local, on: transport, at: "tcp://127.0.0.1:*", size: 64, count: 10)
    let bound = try #require(local.bound)
    let remote = try Player.msgbench.start(
      measure.remote, on: transport, at: bound, size: 65, count: 10, timeout: 1)
    expectFailure(local, "message 1 arrived with 65 bytes instead of 64")
    // What it sent may all be on its way by now.
    if measure == .latency { expectFailure(remote, "nothing went through") }
  }

  /// The remote side looks at the sizes of answers, too.
  private func expectWrongAnswerIsFound<T: Transport>(_ transport: T, _ pattern: Pattern<T>) throws {
    var socket = try transport.socket(pattern)
    let child = try Player.msgbench.start(
      .remoteLatency, on: T.name, at: try socket.bind("tcp://127.0.0.1:*"), size: 64, count: 10)
    for answer in [64, 0] {
      #expect(try socket.receive(deadline: soon).count == 64)
      try socket.send(try Message<T>(size: answer), deadline: soon)
    }
    expectFailure(child, "message 2 arrived with 0 bytes instead of 64")
  }

  #if ZeroMQ
    @Test func aWrongAnswerOfZeroMQIsFound() throws { try expectWrongAnswerIsFound(ZeroMQ(), .reply) }
  #endif

  #if Nanomsg
    @Test func aWrongAnswerOfNanomsgIsFound() throws { try expectWrongAnswerIsFound(Nanomsg(), .pair) }

    @Test func aMissingStartIsFound() throws {
      let local = try Player.msgbench.start(
        .localThroughput, on: "nanomsg", at: "tcp://127.0.0.1:*", size: 64, count: 10)
      let bound = try #require(local.bound)
      let remote = try Player.msgbench.start(
        .remoteLatency, on: "nanomsg", at: bound, size: 64, count: 10, timeout: 1)
      expectFailure(local, "the first message has 64 bytes")
      expectFailure(remote, "nothing went through")
    }
  #endif

  @Test(arguments: transportsWithPeers)
  func anInterruptEndsItAtOnce(transport: String) throws {
    let child = try Player.msgbench.start(.localThroughput, on: transport, at: "ipc://*", size: 64, count: 1)
    let path = try #require(child.bound).dropFirst("ipc://".count)
    #expect(FileManager.default.fileExists(atPath: String(path)))
    child.process.interrupt()
    #expect(child.finish().status == Interruption.exitCode(after: SIGINT))
    #expect(!FileManager.default.fileExists(atPath: String(path)))
  }
}
