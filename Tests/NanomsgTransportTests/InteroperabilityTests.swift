import Foundation
import Messaging
import NanomsgTransport
import TestSupport
import Testing

/// Every pattern with pynng, whose library, NNG, is another implementation of what nanomsg speaks.
@Suite(
  .timeLimit(.minutes(15)), .enabled(if: Python.canMakeEnvironments, "needs python3 with its module venv"))
struct InteroperabilityTests {
  /// A pattern of ours, and the one that the peer has.
  enum Talk: String, CaseIterable {
    case pair, push, pull, publish, subscribe, request, reply, survey, respond, bus

    var pattern: Pattern<Nanomsg> {
      switch self {
      case .pair: .pair
      case .push: .push
      case .pull: .pull
      case .publish: .publish
      case .subscribe: .subscribe
      case .request: .request
      case .reply: .reply
      case .survey: .survey
      case .respond: .respond
      case .bus: .bus
      }
    }

    var peer: Talk {
      switch self {
      case .pair, .bus: self
      case .push: .pull
      case .pull: .push
      case .publish: .subscribe
      case .subscribe: .publish
      case .request: .reply
      case .reply: .request
      case .survey: .respond
      case .respond: .survey
      }
    }

    var answers: Bool { self == .reply || self == .respond }
  }

  @Test(arguments: Talk.allCases, [true, false])
  func patternsTalkToAnotherImplementation(_ talk: Talk, isBound: Bool) throws {
    let count = 100
    let transport = try Nanomsg()
    var socket = try transport.socket(talk.pattern)
    if talk == .survey { try socket.set(.surveyDeadline, to: .seconds(30)) }
    if talk == .subscribe { try socket.subscribe(to: "") }
    var signal = try transport.socket(.pair)
    let signals = try signal.bind("tcp://127.0.0.1:*")
    var arguments = [Python.script("peer.py"), talk.peer.rawValue]
    if isBound {
      arguments += ["dial", try socket.bind("tcp://127.0.0.1:*"), "\(count)", signals]
    } else {
      arguments += ["listen", "tcp://127.0.0.1:0", "\(count)", signals]
    }
    let peer = try Child(try Python.interpreter(), arguments)
    if !isBound { try socket.connect(try #require(peer.firstLine(after: "bound to "))) }
    try socket.awaitPeers(1)

    if talk == .publish || talk == .bus { try socket.send("start", deadline: soon) }
    if talk == .subscribe || talk == .bus {
      #expect(String(try socket.receive(deadline: soon)) == "start")
    }
    for number in 0..<count {
      let message = "\(number) " + String(repeating: "x", count: number * 37)
      if talk.answers { #expect(String(try socket.receive(deadline: soon)) == message) }
      if talk.pattern.sends { try socket.send(message, deadline: soon) }
      // A publisher drops what does not go out at once.
      if talk == .publish { #expect(String(try signal.receive(deadline: soon)) == "came") }
      if talk.pattern.receives && !talk.answers {
        #expect(String(try socket.receive(deadline: soon)) == message)
      }
      if talk == .subscribe { try signal.send("came", deadline: soon) }
    }
    // Neither side closes before the other has everything.
    #expect(String(try signal.receive(deadline: soon)) == "done")
    try signal.send("done", deadline: soon)
    let outcome = peer.finish()
    #expect(outcome.status == 0, "\(outcome.error)")
  }
}
