import TestSupport
import Testing

/// Roles of msgbench with peers that other implementations play: pyzmq, which has a libzmq of its own, and pynng, whose
/// library, NNG, speaks nanomsg's protocols.
@Suite(
  .timeLimit(.minutes(15)), .enabled(if: Python.canMakeEnvironments, "needs python3 with its module venv"))
struct PeerInteroperabilityTests {
  @Test(arguments: transportsWithPeers, [(Player.python, Player.msgbench), (.msgbench, .python)])
  func rolesTalkToOtherImplementations(transport: String, players: (local: Player, remote: Player)) throws {
    // pynng has no coroutines of its own.
    let measures = Measure.allCases.filter {
      $0 != .throughputInTask || transport == "zmq" || players.local == .msgbench
    }
    let talks = try [0, 64, 65_536].flatMap { size in
      try measures.map {
        try Talk(transport, $0, size: size, count: 300, local: players.local, remote: players.remote)
      }
    }
    for talk in talks { try talk.expectSuccess(local: players.local, remote: players.remote) }
  }
}
