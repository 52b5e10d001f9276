import ArgumentParser
import Foundation
import Messaging
import MessagingBenchmark
import Synchronization

extension Msgbench {
  /// `msgbench peer ROLE --transport ...`
  struct Peer: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Plays one side of a library's own benchmark, towards that library's program or another msgbench.",
      discussion: """
        The roles are those of the programs local_thr, remote_thr, local_lat and remote_lat that come with libzmq and \
        with nanomsg, and local-thr-task, which is local-thr in a task. Either side can be theirs, and what is printed is what theirs print. Both sides are given the same \
        size and the same count.

        On one machine, with a port that the local side chooses and tells:
            msgbench peer local-thr --transport zmq 'tcp://127.0.0.1:*' 64 1000000
            msgbench peer remote-thr --transport zmq tcp://127.0.0.1:PORT 64 1000000
        On two hosts, of which the first is 10.0.0.1:
            msgbench peer local-lat --transport nanomsg 'tcp://*:5555' 1KB 10000
            msgbench peer remote-lat --transport nanomsg tcp://10.0.0.1:5555 1KB 10000
        The same with libzmq, whose own program is on the second host:
            msgbench peer local-lat --transport zmq 'tcp://*:5555' 64 10000
            remote_lat tcp://10.0.0.1:5555 64 10000
        """)

    @Argument(
      help: """
        What to do. local-thr receives and prints the throughput, local-thr-task does so in a task, remote-thr sends; \
        remote-lat sends, waits for the \
        answer and prints the latency, which is half a round trip, local-lat answers. Local roles bind, remote ones \
        connect.
        """)
    var role: String

    @Option(help: ArgumentHelp("The library: \(Self.transportsWithPeers).", valueName: "name"))
    var transport: String

    @Argument(help: "Where to bind or to connect: tcp://HOST:PORT or ipc://PATH.")
    var endpoint: String

    @Argument(help: "The size of each message in bytes, or as 64KB; 0 is a size.")
    var size: String

    @Argument(help: "How many messages, or round trips.")
    var count: Int

    @Option(
      help: ArgumentHelp("How long nothing may go through before this side gives up.", valueName: "seconds"))
    var timeout = 60.0

    func validate() throws {
      _ = try Choices.roles.one(role)
      _ = try programs()
      _ = try bytes()
      // The libraries' programs count in 32 bits.
      guard count >= 1, count <= Int32.max else {
        throw ValidationError("a count is 1 to \(Int32.max), not \(count)")
      }
      guard timeout > 0, timeout <= 3_600 else {
        throw ValidationError("a timeout is more than 0 and at most 3600 seconds, not \(timeout)")
      }
    }

    func run() throws {
      let bound = Mutex<String?>(nil)
      @Sendable func cleanUp() { if let address = bound.withLock({ $0 }) { Endpoint.clean(address) } }
      defer { cleanUp() }
      // The thread that moves messages may be in a call that nothing ends.
      @Sendable func leave(_ code: Int32) -> Never {
        cleanUp()
        _exit(code)
      }
      let interruption = Interruption(cancel: { leave(Interruption.exitCode(after: $0)) }, abandon: {})
      defer { withExtendedLifetime(interruption) {} }
      do {
        let lines = try programs().run(
          Choices.roles.one(role), at: endpoint, size: bytes(), count: count, patience: .seconds(timeout),
          onBind: { address in
            bound.withLock { $0 = address }
            if address != endpoint { Terminal.tell("bound to \(address)") }
          },
          onStall: { stall in
            Terminal.complain(stall)
            leave(ExitCode.failure.rawValue)
          })
        for line in lines { print(line) }
      } catch let error as PlanError {
        throw ValidationError("\(error)")
      } catch let error as MessagingError where error.code == .invalidAddress {
        throw ValidationError("\(error)")
      } catch {
        Terminal.complain("\(error)")
        throw ExitCode.failure
      }
    }

    private func programs() throws -> PeerPrograms {
      guard let programs = try Choices.transports.one(transport).peerPrograms else {
        throw ValidationError(
          "\(transport) has no wire, and no programs to talk to on it; there is \(Self.transportsWithPeers)")
      }
      return programs
    }

    private func bytes() throws -> Int {
      try Sizes.parseOne(size, in: 0...Scope.allowedSizes.upperBound)
    }

    private static var transportsWithPeers: String {
      let names = transports.filter { $0.peerPrograms != nil }.map(\.name)
      return names.isEmpty ? "none in this build" : names.joined(separator: ", ")
    }
  }
}
