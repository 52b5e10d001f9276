import Testing

@testable import MessagingBenchmark

/// A transport and how both ends of its arms are written: what holds whether threads or tasks have them.
struct ArmEnds: Sendable, CustomStringConvertible {
  let transport: BenchmarkedTransport
  let front: Style
  let back: Style

  init(_ transport: BenchmarkedTransport, _ front: Style, _ back: Style) {
    self.transport = transport
    self.front = front
    self.back = back
  }

  var description: String { "\(transport): \(front), \(back)" }

  func arm(_ receiving: Job, _ sending: Job) -> Arm {
    Arm(
      name: "", transport: transport, front: Role(job: receiving, style: front),
      back: Role(job: sending, style: back))
  }

  /// Shows that each round trip is timed.
  func timeRoundTrips() throws {
    let connected = try ConnectedArm(arm(.timedPing, .echo), over: .inproc, wiring: .roundTrip, size: 64)
    let sample = try connected.run(50)
    #expect(connected.durations.count == 50)
    #expect(connected.durations.allSatisfy { $0 > 0 })
    #expect(Double(connected.durations.reduce(0, +)) <= sample.elapsedNanoseconds)
    #expect(sample.nanosecondsPerMessage == connected.durations.map { Double($0) }.median / 2)
  }

  /// Shows that when one end fails, the other does not wait for ever, and the first failure is reported.
  func fail() throws {
    let arm = arm(.receiveBuffer, .sendCopy)
    let address = Endpoint.inproc.address()
    let ends = try transport.rig.open(
      front: arm.front, back: arm.back, wiring: .pushPull, sizes: (64, 65), address: address)
    let connected = ConnectedArm(ends, at: address)
    #expect(throws: DeliveryError.self) { try connected.run(1_000_000) }
  }
}
