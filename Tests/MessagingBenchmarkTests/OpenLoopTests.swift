import Foundation
import Messaging
import POSIXSupport
import TestSupport
import Testing

@testable import MessagingBenchmark
@testable import msgbench

@Suite(.timeLimit(.minutes(15))) struct OpenLoopTests {
  private func arm(_ transport: BenchmarkedTransport) -> Arm {
    Arm(
      name: "", transport: transport, front: Role(job: .receiveOnSchedule), back: Role(job: .sendOnSchedule))
  }

  /// Regular for ever: what an interval is more than whole nanoseconds does not add up.
  @Test(arguments: [1, 3, 7, 999, 1_000_000, 3_000_000, 10_000_000])
  func timesAreRegular(rate: Int) {
    var times = Schedule.Times(beginning: 1_000, interval: 1e9 / Double(rate))
    for number in 0...10_000 {
      let exact = 1_000 + Double(number) * 1e9 / Double(rate)
      let time = Double(times.next())
      #expect(time <= exact && time > exact - 1.001)
    }
    times.count = Double(3_600 * rate)
    #expect(times.next() == 1_000 + 3_600_000_000_000)
  }

  /// No message is sent before its time, and none is left out.
  @Test(arguments: transports)
  func sendingWaitsForEachTime(transport: BenchmarkedTransport) throws {
    let (rate, count) = (2_000, 25)
    for endpoint in transport.endpoints {
      let connected = try ConnectedArm(
        arm(transport), over: endpoint, wiring: .pushPull, size: 64, rate: rate)
      for _ in 0..<2 {
        let sample = try connected.run(count)
        #expect(sample.messages == count)
        #expect(connected.durations.count == count)
        let due = Double(count) * 1e9 / Double(rate)
        #expect(try #require(sample.sendingNanoseconds) >= due - 1)
        // It goes one way: what is counted is not halved.
        #expect(sample.nanosecondsPerMessage == connected.durations.map { Double($0) }.median)
      }
    }
  }

  /// The receiver stalls until a moment. Every message that was due before counts from when it was due, whether it was
  /// waiting in a queue or, because that was full, in the sender.
  @Test func aStallCountsForEveryMessageThatWasDueMeanwhile() throws {
    let (count, interval, stall) = (3_000, 1_000, 20_000_000)
    let ends = try #require(transports.last).rig.open(
      front: Role(job: .receiveOnSchedule), back: Role(job: .sendOnSchedule), wiring: .pushPull,
      sizes: (64, 64), address: Endpoint.inproc.address())
    let (receiver, sender) = (ends.front, try #require(ends.back))
    let schedule = Schedule(rate: 1_000_000_000 / interval)
    receiver.workspace.schedule = schedule
    sender.workspace.schedule = schedule
    let thread = try JoinableThread<Void> { try sender.move(0..<UInt64(count + 1)) }
    try receiver.move(0..<1)
    schedule.begin()
    Schedule.wait(until: schedule.times.beginning + UInt64(stall))
    try receiver.move(1..<UInt64(count + 1))
    try thread.join()

    let durations = receiver.workspace.durations
    #expect(durations.count == count)
    for (index, duration) in durations.enumerated() {
      #expect(Int(duration) >= stall - index * interval)
    }
    // More than the queue takes, so that the last one was sent only after the stall, and the rate missed.
    #expect(schedule.elapsedNanoseconds >= Double(stall))
  }

  @Test func aLowRateIsAchieved() throws {
    let transport = try #require(transports.last)
    let connected = try ConnectedArm(
      arm(transport), over: .inproc, wiring: .pushPull, size: 64, rate: 100)
    // Other tests keep the processors busy: one late message would be too late.
    #expect(
      try eventually {
        Report.Rate(offered: 100, [try connected.run(20)]).isAchieved
      })
  }

  /// A sender that was late in some runs has achieved the rate, one that was late in most has not.
  @Test func theAchievedRateIsThatOfTheMedianRun() {
    func rate(_ microseconds: [Double]) -> Report.Rate {
      Report.Rate(
        offered: 1_000,
        microseconds.map {
          Sample(
            messages: 10, nanosecondsPerMessage: 1, elapsedNanoseconds: 1, processorNanoseconds: 1,
            voluntarySwitches: 0, sendingNanoseconds: $0 * 1_000)
        })
    }
    #expect(rate([10_000, 10_050, 15_000]).isAchieved)
    #expect(!rate([10_000, 10_200, 10_300]).isAchieved)
    #expect(rate([10_000, 20_000, 40_000]).achieved == 500)
  }

  /// The sender waits for the beginning, which does not come when the handshake fails.
  @Test func aFailureBeforeTheBeginningEndsTheSender() throws {
    let transport = try #require(transports.last)
    weak var sender: (any End)?
    do {
      let address = Endpoint.inproc.address()
      let ends = try transport.rig.open(
        front: Role(job: .receiveOnSchedule), back: Role(job: .sendOnSchedule), wiring: .pushPull,
        sizes: (64, 65), address: address)
      sender = ends.back
      let arm = ConnectedArm(ends, at: address, rate: 1_000)
      #expect(throws: DeliveryError.wrongSize(number: 0, expected: 64, found: 65)) { try arm.run(10) }
    }
    #expect(eventually { sender == nil })
  }

  private func session(rate: Int, size: Int, budget: Duration) throws -> Session {
    try Session(
      experiments: [.latency],
      scope: Scope(transports: transports, endpoints: [.inproc], sizes: [size], rate: rate),
      settings: Settings(launches: 5, rounds: 3, budget: budget, isQuick: true),
      launcher: .thisProcess(transports))
  }

  /// No memory takes 655 GB a second.
  @Test func anAbsurdRateIsToldNotToBeAchieved() throws {
    let session = try session(rate: 10_000_000, size: 65_536, budget: .seconds(2))
    session.run { _ in }
    let report = session.report
    #expect(report.failures.map(\.reason) == [])
    let result = try #require(report.results.first)
    #expect(result.pattern == "push-pull")
    for arm in result.arms {
      let rate = try #require(arm.rate)
      #expect(rate.offered == 10_000_000 && !rate.isAchieved)
      #expect(arm.messagesPerSecond == rate.achieved)
    }
    let table = report.table()
    let words = table.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for transport in transports {
      #expect(words.contains("\(transport.name) over inproc at 64 KB: target rate not achieved: "))
    }
    #expect(words.contains(" of 10.0M messages per second."))
    for line in table.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }

    #expect(try JSONSchema.problems(with: report) == [])
  }

  /// A plan that crosses to another process is the same there.
  @Test func theRateCrossesToTheProcessThatMeasures() throws {
    let configuration = try session(rate: 1_234, size: 64, budget: .seconds(2)).report.configuration
    let copy = try JSONDecoder().decode(Configuration.self, from: JSONEncoder().encode(configuration))
    let comparison = try Plan(copy, transports: transports).comparisons[0]
    #expect(comparison.rate == 1_234)
    #expect(comparison.wiring == .pushPull)
    #expect(comparison.arms.allSatisfy { $0.front.job == .receiveOnSchedule })
  }

  @Test func theNumberOfMessagesFollowsFromTheRate() throws {
    let transport = try #require(transports.last)
    func moves(rate: Int, nanoseconds: Double, size: Int = 64) throws -> Int {
      let scope = Scope(transports: [transport], endpoints: [.inproc], sizes: [size], rate: rate)
      return try ComparisonRun(
        Plan([.latency], scope).comparisons[0], nanosecondsPerRun: nanoseconds, calibration: nil
      ) {}.launch.moves
    }
    #expect(try moves(rate: 50, nanoseconds: 1e9) == 50)
    #expect(try moves(rate: 1, nanoseconds: 1e6) == 2)
    // 100,000, if they could be moved that fast.
    #expect(try moves(rate: 10_000_000, nanoseconds: 1e7, size: 65_536) < 50_000)
  }

  /// Round trips are halved, and nothing else is.
  @Test func percentilesAreOfOneWay() throws {
    for (rate, expected) in [(nil, 500.0), (1_000, 1_000)] as [(Int?, Double)] {
      let scope = Scope(transports: transports.suffix(1), endpoints: [.inproc], sizes: [64], rate: rate)
      let comparison = try Plan([.latency], scope).comparisons[0]
      // With the control.
      let count = comparison.arms.count + 1
      var trial = Trial(comparison, pace: Pace(Settings(), share: .seconds(1), arms: count))
      var generator = SplitMix64(seed: 2)
      let times = [Double](repeating: 1, count: count)
      for var launch in SimulatedLaunches(count: 5, rounds: 3, times: times).make(&generator) {
        launch.durations = times.map { _ in Distribution() }
        launch.durations[0].record(1_000)
        for round in launch.rounds.indices {
          for arm in 0..<count {
            launch.rounds[round][arm].sendingNanoseconds = rate.map { 1e9 / Double($0) }
          }
        }
        trial.add(launch, after: .zero)
      }
      let percentiles = try #require(Report.Result(trial)?.arms[0].percentiles)
      #expect(percentiles.p50 == expected && percentiles.max == expected)
    }
  }

  @Test func ratesThatCannotBeAreRefused() throws {
    func refusal(_ rate: Int, _ experiments: [Experiment] = [.latency], budget: Duration? = nil) -> String? {
      #expect(throws: PlanError.self) {
        _ = try Session(
          experiments: experiments, scope: Scope(transports: transports, rate: rate),
          settings: Settings(budget: budget), launcher: .thisProcess(transports))
      }?.description
    }
    #expect(refusal(0)?.contains("a rate is 1 to 10000000 messages per second, not 0") == true)
    #expect(refusal(10_000_001)?.contains("not 10000001") == true)
    #expect(refusal(5, [.throughput, .receiveMode])?.contains("not among throughput, receive-mode") == true)
    #expect(refusal(1, budget: .seconds(10))?.contains("more than the budget of 10 s") == true)
  }
}
