import CBenchmarkSupport
import Messaging
import Testing

@testable import MessagingBenchmark
@testable import msgbench

/// Every transport of the table, each end for threads, in each language that it has.
private let armEnds: [(transport: BenchmarkedTransport, front: Style, back: Style)] =
  transports.flatMap { transport in
    let styles: [Style] = transport.hasBaseline ? [.swift, .c] : [.swift]
    return styles.flatMap { front in styles.map { (transport, front, $0) } }
  }

@Suite(.timeLimit(.minutes(15))) struct ArmTests {
  @Test(arguments: armEnds)
  func everyJobMovesEveryMessage(
    transport: BenchmarkedTransport, front: Style, back: Style
  ) throws {
    let oneWay: [(Job, Job)] = [
      (.receiveBuffer, .sendCopy), (.receiveMessage, .sendMessage), (.receiveReused, .sendCopy),
    ]
    for endpoint in transport.endpoints {
      for size in [8, 9, 64, 65_536] {
        for (receive, send) in oneWay {
          let isSwift = front == .swift && back == .swift
          for wiring in Wiring.oneWay where isSwift ? transport.has(wiring) : wiring.link == .plain {
            let arm = Arm(
              name: "", transport: transport, front: Role(job: receive, style: front),
              back: Role(job: send, style: back))
            let connected = try ConnectedArm(arm, over: endpoint, wiring: wiring, size: size)
            #expect(try connected.run(100).messages == 100)
            #expect(try connected.run(1).nanosecondsPerMessage > 0)
          }
        }
        let arm = Arm(
          name: "", transport: transport, front: Role(job: .ping, style: front),
          back: Role(job: .echo, style: back))
        let connected = try ConnectedArm(arm, over: endpoint, wiring: .roundTrip, size: size)
        #expect(try connected.run(20).messages == 40)
      }
    }
  }

  @Test(arguments: transports)
  func roundTripsAreTimed(transport: BenchmarkedTransport) throws {
    let arm = Arm(
      name: "", transport: transport, front: Role(job: .timedPing), back: Role(job: .echo))
    let connected = try ConnectedArm(arm, over: .inproc, wiring: .roundTrip, size: 64)
    let sample = try connected.run(50)
    #expect(connected.durations.count == 50)
    #expect(connected.durations.allSatisfy { $0 > 0 })
    #expect(Double(connected.durations.reduce(0, +)) <= sample.elapsedNanoseconds)
    #expect(sample.nanosecondsPerMessage == connected.durations.map { Double($0) }.median / 2)
  }

  @Test(arguments: armEnds)
  func receiversFindWhatIsWrong(
    transport: BenchmarkedTransport, front: Style, back: Style
  ) throws {
    for job in [Job.receiveBuffer, .receiveMessage, .receiveReused] {
      func ends(sending: Int = 64, receiving: Int = 64) throws -> (any End, any End) {
        let ends = try transport.rig.open(
          front: Role(job: job, style: front), back: Role(job: .sendCopy, style: back),
          wiring: .pushPull, sizes: (receiving, sending), address: Endpoint.inproc.address())
        return (ends.front, try #require(ends.back))
      }
      let (receiver, sender) = try ends()
      try sender.move(0..<1)
      try sender.move(2..<3)
      #expect(throws: DeliveryError.wrongNumber(expected: 1, found: 2)) { try receiver.move(0..<2) }

      let (narrow, wide) = try ends(sending: 65)
      try wide.move(0..<1)
      #expect(throws: DeliveryError.wrongSize(number: 0, expected: 64, found: 65)) {
        try narrow.move(0..<1)
      }
    }
  }

  @Test func alteredContentIsFound() throws {
    let workspace = Workspace(size: 64, isTimed: false)
    let batch = workspace.batch(0..<1)
    batch.stamp(batch.scratch, number: 7)
    try batch.check(batch.scratch.baseAddress, count: 64, number: 7)
    batch.scratch[63] ^= 1
    #expect(throws: DeliveryError.altered(number: 7)) {
      try batch.check(batch.scratch.baseAddress, count: 64, number: 7)
    }
    var native = benchmark_batch(first: 7, count: 1, size: 64, scratch: nil)
    let outcome = benchmark_mismatch(batch.scratch.baseAddress, 64, &native, 7)
    #expect(outcome.status == benchmark_altered)
  }

  /// When one end fails, the other does not wait for ever, and the first failure is the one that is reported.
  @Test(arguments: armEnds)
  func aFailureEndsBothEnds(
    transport: BenchmarkedTransport, front: Style, back: Style
  ) throws {
    let address = Endpoint.inproc.address()
    let ends = try transport.rig.open(
      front: Role(job: .receiveBuffer, style: front), back: Role(job: .sendCopy, style: back),
      wiring: .pushPull, sizes: (64, 65), address: address)
    let arm = ConnectedArm(ends, at: address)
    #expect(throws: DeliveryError.self) { try arm.run(1_000_000) }
  }
}
