import Foundation
import Messaging
import Testing

@testable import MessagingBenchmark
@testable import msgbench

/// Every transport of the table, with a task at one end or at both.
private let taskEnds: [(transport: BenchmarkedTransport, front: Style, back: Style)] =
  transports.filter(\.hasTasks).flatMap { transport in
    let styles: [(Style, Style)] = [
      (.task, .swift), (.swift, .task), (.task, .task), (.taskOnReactor, .taskOnReactor),
    ]
    return styles.map { (transport, $0.0, $0.1) }
  }

/// Ends that tasks have. To be run apart from tests that keep the threads of tasks busy.
@Suite(.timeLimit(.minutes(5))) struct TaskArmTests {
  @Test(arguments: taskEnds)
  func tasksMoveEveryMessage(transport: BenchmarkedTransport, front: Style, back: Style) async throws {
    try await onThread {
      let arm = Arm(
        name: "", transport: transport, front: Role(job: .receiveBuffer, style: front),
        back: Role(job: .sendCopy, style: back))
      for endpoint in transport.endpoints {
        for size in [8, 64, 65_536] {
          let connected = try ConnectedArm(arm, over: endpoint, wiring: .pushPull, size: size)
          // More than a task moves before it gives way to others.
          #expect(try connected.run(1_500).messages == 1_500)
        }
      }
    }
  }

  @Test(arguments: taskEnds)
  func roundTripsAreTimed(transport: BenchmarkedTransport, front: Style, back: Style) async throws {
    try await onThread {
      let arm = Arm(
        name: "", transport: transport, front: Role(job: .timedPing, style: front),
        back: Role(job: .echo, style: back))
      let connected = try ConnectedArm(arm, over: .inproc, wiring: .roundTrip, size: 64)
      let sample = try connected.run(50)
      #expect(connected.durations.count == 50)
      #expect(sample.nanosecondsPerMessage == connected.durations.map { Double($0) }.median / 2)
    }
  }

  /// When one end fails, the other does not wait for ever, and the first failure is the one that is reported.
  @Test(arguments: taskEnds)
  func aFailureEndsBothEnds(transport: BenchmarkedTransport, front: Style, back: Style) async throws {
    try await onThread {
      let address = Endpoint.inproc.address()
      let ends = try transport.rig.open(
        front: Role(job: .receiveBuffer, style: front), back: Role(job: .sendCopy, style: back),
        wiring: .pushPull, sizes: (64, 65), address: address)
      let arm = ConnectedArm(ends, at: address)
      #expect(throws: DeliveryError.self) { try arm.run(1_000_000) }
    }
  }

  /// Ends block the thread that moves their messages, which is not to be one of the tasks'.
  private func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
  }
}
