import Messaging
import Testing

@testable import MessagingBenchmark
@testable import msgbench

private let modes: [Job] = [.receiveDraining, .receivePolling, .receiveNapping]

@Suite(.timeLimit(.minutes(15))) struct ReceiveModeTests {
  private func ends(
    _ transport: BenchmarkedTransport, _ job: Job, sizes: (front: Int, back: Int) = (64, 64),
    wiring: Wiring = .pushPull
  ) throws -> (receiver: any End, sender: any End) {
    let ends = try transport.rig.open(
      front: Role(job: job), back: Role(job: .sendCopy), wiring: wiring, sizes: sizes,
      address: Endpoint.inproc.address())
    return (ends.front, try #require(ends.back))
  }

  @Test(arguments: transports)
  func everyModeMovesEveryMessage(transport: BenchmarkedTransport) throws {
    for endpoint in transport.endpoints {
      for (job, wiring) in modes.flatMap({ job in Wiring.oneWay.filter(transport.has).map { (job, $0) } }) {
        for size in [8, 64, 65_536] {
          let arm = Arm(name: "", transport: transport, front: Role(job: job), back: Role(job: .sendCopy))
          let connected = try ConnectedArm(arm, over: endpoint, wiring: wiring, size: size)
          #expect(try connected.run(500).messages == 500)
          #expect(try connected.run(1).messages == 1)
        }
      }
    }
  }

  /// What is there already, but is the next batch's, stays there.
  @Test(arguments: transports)
  func receivingStopsAtTheEndOfTheBatch(transport: BenchmarkedTransport) throws {
    for job in modes {
      let (receiver, sender) = try ends(transport, job)
      try sender.move(0..<10)
      for numbers in [UInt64(0)..<1, 1..<4, 4..<4, 4..<10] { try receiver.move(numbers) }
    }
  }

  @Test(arguments: transports)
  func everyMessageIsChecked(transport: BenchmarkedTransport) throws {
    for job in modes {
      let (receiver, sender) = try ends(transport, job)
      try sender.move(0..<3)
      try sender.move(4..<5)
      #expect(throws: DeliveryError.wrongNumber(expected: 3, found: 4)) { try receiver.move(0..<4) }

      let (narrow, wide) = try ends(transport, job, sizes: (64, 65))
      try wide.move(0..<1)
      #expect(throws: DeliveryError.wrongSize(number: 0, expected: 64, found: 65)) {
        try narrow.move(0..<1)
      }
    }
  }
}
