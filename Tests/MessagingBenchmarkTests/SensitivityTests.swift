import CBenchmarkSupport
import InProcessTransport
import Messaging
import Testing

@testable import MessagingBenchmark
@testable import msgbench

/// What a delay does where that is known. `Tools/test` runs these by themselves: they measure.
@Suite(.serialized, .timeLimit(.minutes(15))) struct SensitivityTests {
  /// Nothing hides a delay in a loop that one thread runs.
  ///
  /// Whatever else uses the processor makes a loop longer by a share of its time, so that what a delay takes by itself is
  /// measured beside it.
  @Test func aLoopInOneThreadFeelsAllOfADelay() throws {
    let inprocess = try #require(transports.first { $0.name == "inprocess" })
    let arm = try ConnectedArm(
      Arm(name: "loop", transport: inprocess, front: Role(job: .sendAndReceive)), over: .inproc,
      wiring: .loopback, size: 64)
    let delays = [2_000.0, 4_000, 6_000].map(Delay.init)
    let messages = 256
    var alone = delays.map { _ in [Double]() }
    var differences = alone
    for _ in 1...400 {
      arm.delay(by: .none)
      let base = try arm.run(messages).nanosecondsPerMessage
      for (index, delay) in delays.enumerated() {
        arm.delay(by: delay)
        differences[index].append(try arm.run(messages).nanosecondsPerMessage - base)
        alone[index].append(Self.nanosecondsPerMessage(of: delay, messages))
      }
    }
    for (delay, alone) in zip(delays, alone) {
      #expect((0.9...1.1).contains(alone.median / delay.nanoseconds), "\(alone.median), \(delay.nanoseconds)")
    }
    let slope = LeastSquares.slopeFromOrigin(zip(alone, differences).map { ($0.median, $1.median) })
    #expect((0.95...1.05).contains(slope))
  }

  private static func nanosecondsPerMessage(of delay: Delay, _ messages: Int) -> Double {
    var countdown = delay.countdown
    let start = benchmark_nanoseconds()
    for _ in 1...messages { countdown.pass() }
    return Double(benchmark_nanoseconds() - start) / Double(messages)
  }

  /// The thread that is waited for feels its delays, and the one that waits does not.
  ///
  /// The slow stage sleeps, as if it waited for a disk: both threads go on at once however few processors are free. With the
  /// longest delay it is awake for a third of its time, less than its share of a processor that another program uses as well.
  @Test(arguments: Explanation.Side.allCases)
  func theSlowerThreadFeelsItsDelays(slower: Explanation.Side) throws {
    let explanation = try Explanation(
      of: "two stages", Self.pipeline("1800 us", slower, nanoseconds: 1_800_000),
      Self.pipeline("2000 us", slower, nanoseconds: 2_000_000), launches: 7, rounds: 7, run: .milliseconds(30)
    )
    for sensitivity in explanation.sensitivities {
      let expected = sensitivity.side == slower ? 0.85...1.15 : -0.15...0.15
      #expect(expected.contains(sensitivity.slope.estimate), "\(sensitivity)")
    }
    let work = try #require(explanation.stages.first { $0.name == "work" && $0.side == slower })
    #expect((190_000...210_000).contains(work.aloneB - work.aloneA), "\(work)")
    #expect((180_000...220_000).contains(explanation.gapNanoseconds.estimate))
    #expect(explanation.isExplained, "\(explanation.table())")
  }

  /// Sleeps, and is awake for the rest: no sleep ends in time, and a virtual machine's less than others.
  private static func wait(_ nanoseconds: UInt64) {
    let start = benchmark_nanoseconds()
    benchmark_sleep(nanoseconds - 400_000)
    while benchmark_nanoseconds() - start < nanoseconds {}
  }

  private final class End {
    var socket: Socket<InProcess>
    var message = Message<InProcess>()

    init(_ socket: consuming Socket<InProcess>) { self.socket = socket }
  }

  private static func pipeline(_ name: String, _ slower: Explanation.Side, nanoseconds: UInt64) -> Pipeline {
    Pipeline(name) {
      let transport = InProcess()
      var pull = try transport.socket(.pull)
      var push = try transport.socket(.push)
      try push.connect(try pull.bind("inproc://*"))
      func work(_ side: Explanation.Side) -> PipelineStage<End> {
        PipelineStage("work") { _, _ in if side == slower { wait(nanoseconds) } }
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
