import CBenchmarkSupport
import Messaging
import Testing

@testable import MessagingBenchmark
@testable import msgbench

/// Every transport of the table, each end for threads, in each language that it has.
private let armEnds: [ArmEnds] = transports.flatMap { transport in
  let styles: [Style] = transport.hasBaseline ? [.swift, .c] : [.swift]
  return styles.flatMap { front in styles.map { ArmEnds(transport, front, $0) } }
}

@Suite(.timeLimit(.minutes(15))) struct ArmTests {
  @Test(arguments: armEnds)
  func everyJobMovesEveryMessage(ends: ArmEnds) throws {
    let transport = ends.transport
    let oneWay: [(Job, Job)] = [
      (.receiveBuffer, .sendCopy), (.receiveMessage, .sendMessage), (.receiveReused, .sendCopy),
    ]
    for endpoint in transport.endpoints {
      for size in [8, 9, 64, 65_536] {
        for (receive, send) in oneWay {
          let isSwift = ends.front == .swift && ends.back == .swift
          for wiring in Wiring.oneWay where isSwift ? transport.has(wiring) : wiring.link == .plain {
            let connected = try ConnectedArm(
              ends.arm(receive, send), over: endpoint, wiring: wiring, size: size)
            #expect(try connected.run(100).messages == 100)
            #expect(try connected.run(1).nanosecondsPerMessage > 0)
          }
        }
        let connected = try ConnectedArm(
          ends.arm(.ping, .echo), over: endpoint, wiring: .roundTrip, size: size)
        #expect(try connected.run(20).messages == 40)
      }
    }
  }

  @Test(arguments: transports)
  func roundTripsAreTimed(transport: BenchmarkedTransport) throws {
    try ArmEnds(transport, .swift, .swift).timeRoundTrips()
  }

  @Test(arguments: armEnds)
  func receiversFindWhatIsWrong(of arms: ArmEnds) throws {
    for job in [Job.receiveBuffer, .receiveMessage, .receiveReused] {
      func ends(sending: Int = 64, receiving: Int = 64) throws -> (any End, any End) {
        let arm = arms.arm(job, .sendCopy)
        let ends = try arm.rig.open(
          front: arm.front, back: arm.back, wiring: .pushPull, sizes: (receiving, sending),
          address: Endpoint.inproc.address())
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
  func aFailureEndsBothEnds(ends: ArmEnds) throws { try ends.fail() }
}
