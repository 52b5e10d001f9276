import CBenchmarkSupport
import InProcessTransport
import Messaging
import Testing

@testable import MessagingBenchmark
@testable import msgbench

/// What a delay does where that is known. `Tools/test` runs these by themselves: they measure.
@Suite(.serialized, .timeLimit(.minutes(15))) struct SensitivityTests {
  /// Nothing hides a delay in a loop that one thread runs.
  @Test func aLoopInOneThreadFeelsAllOfADelay() throws {
    let inprocess = try #require(transports.first { $0.name == "inprocess" })
    let arm = try ConnectedArm(
      Arm(name: "loop", transport: inprocess, front: Role(job: .sendAndReceive)), over: .inproc,
      wiring: .loopback, size: 64)
    let delays = [400.0, 800, 1_200].map(Delay.init)
    var differences = delays.map { _ in [Double]() }
    for _ in 1...300 {
      arm.delay(by: .none)
      let base = try arm.run(2_048).nanosecondsPerMessage
      for (index, delay) in delays.enumerated() {
        arm.delay(by: delay)
        differences[index].append(try arm.run(2_048).nanosecondsPerMessage - base)
      }
    }
    let slope = LeastSquares.slopeFromOrigin(
      zip(delays, differences).map { ($0.nanoseconds, $1.median) })
    #expect((0.95...1.05).contains(slope))
  }

  /// The thread that is waited for feels its delays, and the one that waits does not.
  @Test(arguments: Explanation.Side.allCases)
  func theSlowerThreadFeelsItsDelays(slower: Explanation.Side) throws {
    let explanation = try Explanation(
      of: "two stages", Self.pipeline("4 us", slower, nanoseconds: 4_000),
      Self.pipeline("5 us", slower, nanoseconds: 5_000), launches: 9, rounds: 15, run: .milliseconds(5))
    for sensitivity in explanation.sensitivities {
      let expected = sensitivity.side == slower ? 0.85...1.15 : -0.15...0.15
      #expect(expected.contains(sensitivity.slope.estimate), "\(sensitivity)")
    }
    #expect((900...1_100).contains(explanation.gapNanoseconds.estimate))
    let work = try #require(explanation.stages.first { $0.name == "work" && $0.side == slower })
    #expect((950...1_050).contains(work.aloneB - work.aloneA))
    #expect(explanation.isExplained, "\(explanation.table())")
  }

  private final class End {
    var socket: Socket<InProcess>
    var message = Message<InProcess>()

    init(_ socket: consuming Socket<InProcess>) { self.socket = socket }
  }

  private static func pipeline(_ name: String, _ slower: Explanation.Side, nanoseconds: Double) -> Pipeline {
    Pipeline(name) {
      let transport = InProcess()
      var pull = try transport.socket(.pull)
      var push = try transport.socket(.push)
      try push.connect(try pull.bind("inproc://*"))
      func work(_ side: Explanation.Side) -> PipelineStage<End> {
        let ticks = side == slower ? UInt64(nanoseconds / TickClock.nanosecondsPerTick) : 0
        return PipelineStage("work") { _, _ in benchmark_delay(ticks) }
      }
      return Pipeline.Ends(
        sender: End(push),
        sending: [
          work(.sender),
          PipelineStage("send") { end, number in
            try end.socket.trySend(withUnsafeBytes(of: number) { Array($0) })
          } run: { end, number in
            try end.socket.send(withUnsafeBytes(of: number) { Array($0) })
          },
        ],
        receiver: End(pull),
        receiving: [
          PipelineStage("receive") { end, _ in
            try end.socket.tryReceive(reusing: &end.message)
          } run: { end, _ in
            try end.socket.receive(reusing: &end.message)
          },
          work(.receiver),
        ],
        interrupt: { transport.shutdown() })
    }
  }
}
