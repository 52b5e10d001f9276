import Foundation
import Testing

@testable import MessagingBenchmark
@testable import msgbench

/// Every transport of the table, with a task at one end or at both.
private let taskEnds: [ArmEnds] = transports.filter(\.hasTasks).flatMap {
  [
    ArmEnds($0, .task, .swift), ArmEnds($0, .swift, .task), ArmEnds($0, .task, .task),
    ArmEnds($0, .taskOnReactor, .taskOnReactor),
  ]
}

/// Ends that tasks have. To be run apart from tests that keep the threads of tasks busy.
@Suite(.timeLimit(.minutes(5))) struct TaskArmTests {
  @Test(arguments: taskEnds)
  func tasksMoveEveryMessage(ends: ArmEnds) async throws {
    try await onThread {
      for endpoint in ends.transport.endpoints {
        for size in [8, 64, 65_536] {
          let connected = try ConnectedArm(
            ends.arm(.receiveBuffer, .sendCopy), over: endpoint, wiring: .pushPull, size: size)
          // More than a task moves before it gives way to others.
          #expect(try connected.run(1_500).messages == 1_500)
        }
      }
    }
  }

  @Test(arguments: taskEnds)
  func roundTripsAreTimed(ends: ArmEnds) async throws { try await onThread { try ends.timeRoundTrips() } }

  @Test(arguments: taskEnds)
  func aFailureEndsBothEnds(ends: ArmEnds) async throws { try await onThread { try ends.fail() } }

  /// Ends block the thread that moves their messages, which is not to be one of the tasks'.
  private func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
  }
}
