import Foundation
import MessagingBenchmark
import TestSupport
import Testing

@testable import msgbench

/// The transports whose libraries have benchmark programs of their own.
let transportsWithPeers = transports.filter { $0.peerPrograms != nil }.map(\.name)

/// What two sides do together.
enum Measure: CaseIterable {
  case throughput
  case throughputInTask
  case latency

  var local: PeerRole {
    switch self {
    case .throughput: .localThroughput
    case .throughputInTask: .localThroughputInTask
    case .latency: .localLatency
    }
  }

  var remote: PeerRole { self == .latency ? .remoteLatency : .remoteThroughput }
}

/// Who plays a role.
enum Player {
  case msgbench
  case python

  /// - Parameter wrapper: A command that runs the player's.
  func start(
    _ role: PeerRole, on transport: String, at endpoint: String, size: Int, count: Int, timeout: Double = 30,
    wrapper: [String] = []
  ) throws -> Child {
    let command: [String] =
      switch self {
      case .msgbench:
        [
          try BuiltCommand.program().path(), "peer", role.name, "--transport", transport, "--timeout",
          "\(timeout)",
        ]
      case .python:
        [try Python.interpreter().path(), Python.script("\(transport)_peer.py"), role.name]
      }
    return try Child(
      URL(filePath: "/usr/bin/env"), wrapper + command + [endpoint, "\(size)", "\(count)"])
  }
}

/// Two sides that measure something together, each in a process of its own.
struct Talk {
  let transport: String
  let measure: Measure
  let size: Int
  let count: Int
  let local: Child
  let remote: Child
  /// The address that the local side is bound to.
  let bound: String

  init(
    _ transport: String, _ measure: Measure, size: Int, count: Int, at endpoint: String = "tcp://127.0.0.1:*",
    timeout: Double = 30, local: Player = .msgbench, remote: Player = .msgbench,
    wrappers: (local: [String], remote: [String]) = ([], [])
  ) throws {
    (self.transport, self.measure, self.size, self.count) = (transport, measure, size, count)
    self.local = try local.start(
      measure.local, on: transport, at: endpoint, size: size, count: count, timeout: timeout,
      wrapper: wrappers.local)
    bound = try #require(self.local.bound)
    self.remote = try remote.start(
      measure.remote, on: transport, at: bound, size: size, count: count, timeout: timeout,
      wrapper: wrappers.remote)
  }

  /// Makes sure that both sides end well, and that msgbench's print what the library's programs do.
  func expectSuccess(local localPlayer: Player = .msgbench, remote remotePlayer: Player = .msgbench) throws {
    let (local, remote) = (local.finish(), remote.finish())
    #expect(local.status == 0, "\(transport) \(measure.local) of \(size) bytes: \(local.error)")
    #expect(remote.status == 0, "\(transport) \(measure.remote) of \(size) bytes: \(remote.error)")
    let isThroughput = measure != .latency
    if localPlayer == .msgbench { try expect(local.output, hasFigures: isThroughput) }
    if remotePlayer == .msgbench { try expect(remote.output, hasFigures: !isThroughput) }
  }

  private func expect(_ output: String, hasFigures: Bool) throws {
    guard hasFigures else {
      #expect(output == "")
      return
    }
    switch measure {
    case .latency:
      let pattern =
        #/message size: (\d+) \[B\]\nroundtrip count: (\d+)\naverage latency: (\d+\.\d{3}) \[us\]\n/#
      let match = try #require(output.wholeMatch(of: pattern), "\(output)")
      #expect(Int(match.1) == size && Int(match.2) == count)
      #expect(try #require(Double(match.3)) > 0)
    case .throughput, .throughputInTask:
      let pattern =
        #/message size: (\d+) \[B\]\nmessage count: (\d+)\n(.*)throughput: (\d+) \[msg/s\]\n(.*)throughput: (\d+\.\d{3}) \[Mb/s\]\n/#
      let match = try #require(output.wholeMatch(of: pattern), "\(output)")
      #expect(Int(match.1) == size && Int(match.2) == count)
      let mean = try #require(["zmq": "mean ", "nanomsg": ""][transport])
      #expect(match.3 == mean && match.5 == mean)
      let (rate, megabits) = (try #require(Double(match.4)), try #require(Double(match.6)))
      #expect(rate > 0)
      // The rate is printed without its fraction.
      let bits = Double(size) * 8 / 1e6
      #expect(megabits >= rate * bits - 0.001 && megabits <= (rate + 1) * bits + 0.001, "\(output)")
    }
  }
}

extension Child {
  /// The address that a local role says it is bound to.
  var bound: String? {
    firstLine(after: "msgbench: bound to ") ?? firstLine(after: "bound to ")
  }
}
