#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A mutual exclusion lock of the system, which thread sanitizers know. It tries for a moment before it sleeps, since
/// what it guards takes less time than sleeping.
package final class Lock: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>

  /// A lock that nobody holds.
  package init() {
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    precondition(pthread_mutex_init(mutex, nil) == 0, "a default mutex needs no resources")
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deinitialize(count: 1)
    mutex.deallocate()
  }

  /// Runs `body` while holding the lock. Not recursive.
  package func withLock<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if !hasTaken() { pthread_mutex_lock(mutex) }
    defer { pthread_mutex_unlock(mutex) }
    return try body()
  }

  private func hasTaken() -> Bool {
    for _ in 0..<Self.tries where pthread_mutex_trylock(mutex) == 0 { return true }
    return false
  }

  private static let tries = 200
}
