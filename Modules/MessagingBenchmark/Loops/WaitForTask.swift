import Dispatch
import MessagingAsync
import Synchronization

/// Runs a task and has the calling thread wait for it. Not to be called in a task, whose thread it would block.
///
/// - Parameter reactor: What the task runs on; `nil` for the threads that all tasks have in common.
func waitForTask<Value: Sendable>(
  on reactor: Reactor? = nil, _ body: @escaping @Sendable () async throws -> Value
) throws -> Value {
  let isThrough = DispatchSemaphore(value: 0)
  let outcome = Mutex<Result<Value, any Error>?>(nil)
  Task(executorPreference: reactor) {
    let result: Result<Value, any Error>
    do { result = .success(try await body()) } catch { result = .failure(error) }
    outcome.withLock { $0 = result }
    isThrough.signal()
  }
  isThrough.wait()
  return try outcome.withLock { $0! }.get()
}
