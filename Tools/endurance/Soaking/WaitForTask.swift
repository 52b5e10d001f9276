import Foundation
import Synchronization

/// Runs a task to its end, on a thread that may wait for it.
func waitForTask(_ body: @escaping @Sendable () async throws -> Void) throws {
  let end = DispatchSemaphore(value: 0)
  let outcome = TaskOutcome()
  Task.detached {
    do {
      try await body()
      outcome.set(.success(()))
    } catch {
      outcome.set(.failure(error))
    }
    end.signal()
  }
  end.wait()
  try outcome.get()
}

private final class TaskOutcome: Sendable {
  private let result = Mutex<Result<Void, any Error>>(.success(()))

  func set(_ result: Result<Void, any Error>) { self.result.withLock { $0 = result } }

  func get() throws { try result.withLock { $0 }.get() }
}
