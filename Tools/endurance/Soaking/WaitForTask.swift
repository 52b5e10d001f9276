import Dispatch
import Synchronization

/// Runs a task to its end, on a thread that may wait for it.
func waitForTask(_ body: @escaping @Sendable () async throws -> Void) throws {
  let end = DispatchSemaphore(value: 0)
  let outcome = Mutex<Result<Void, any Error>?>(nil)
  Task.detached {
    let result: Result<Void, any Error>
    do { result = .success(try await body()) } catch { result = .failure(error) }
    outcome.withLock { $0 = result }
    end.signal()
  }
  end.wait()
  try outcome.withLock { $0! }.get()
}
