package import Messaging
package import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Puts one thread to sleep until others have work for it.
///
/// The waiting side announces itself and then looks for work; the other side makes work and then looks for
/// the announcement:
///
///     waiter                         waker
///     isParked = true                publish work
///     barrier on every thread        full barrier, unless MemoryBarrier.isAsymmetric
///     work there? then do not sleep  isParked? then wake()
///
/// Between its write and its read each side has a full barrier, so at least one of them sees the
/// other: the waiter the work, or the waker the announcement. No wake-up is lost.
///
/// One thread at a time parks; any thread wakes.
package final class Parker: @unchecked Sendable {
  /// Whether a thread sleeps or is about to. Read by wakers, at an address of its own so that
  /// reading it costs neither a reference count nor a shared cache line.
  package let isParked: UnsafeMutablePointer<Atomic<Bool>>

  let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  /// Stands in for a thread that sleeps, once there was need of it. Guarded by the mutex.
  var alarm: WakeSignal?

  private static let cacheLine = 128

  /// A parker on which no thread waits.
  package init() {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: Self.cacheLine, alignment: Self.cacheLine)
    isParked = memory.bindMemory(to: Atomic<Bool>.self, capacity: 1)
    isParked.initialize(to: Atomic(false))
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    condition = .allocate(capacity: 1)
    condition.initialize(to: pthread_cond_t())
    var status = pthread_mutex_init(mutex, nil)
    #if canImport(Darwin)
      status |= pthread_cond_init(condition, nil)
    #else
      var attributes = pthread_condattr_t()
      status |= pthread_condattr_init(&attributes)
      status |= pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
      status |= pthread_cond_init(condition, &attributes)
      pthread_condattr_destroy(&attributes)
    #endif
    precondition(status == 0, "a mutex and a condition need no resources")
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deinitialize(count: 1)
    condition.deallocate()
    mutex.deinitialize(count: 1)
    mutex.deallocate()
    isParked.deinitialize(count: 1)
    UnsafeMutableRawPointer(isParked).deallocate()
  }

  /// Sleeps until woken, unless there is work already.
  ///
  /// - Parameters:
  ///   - deadline: When to give up. The call never ends before it without a reason.
  ///   - hasWork: Looks for work; called once, after sleepers are visible to wakers.
  /// - Returns: `false` when the deadline passed. `true` may be premature.
  package func park(until deadline: Deadline, unless hasWork: () -> Bool) -> Bool {
    guard announce(), !hasWork() else {
      isParked.pointee.store(false, ordering: .relaxed)
      return true
    }
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    // A waker clears the flag before it takes the mutex, so either it is clear here already or
    // the signal comes while this thread waits.
    while isParked.pointee.load(ordering: .acquiring) {
      guard let remaining = deadline.remaining else {
        pthread_cond_wait(condition, mutex)
        continue
      }
      guard remaining > .zero else {
        isParked.pointee.store(false, ordering: .relaxed)
        return false
      }
      sleep(for: remaining)
    }
    return true
  }

  /// Makes the sleeper visible to wakers.
  ///
  /// - Returns: `false` when sleeping would not be safe; the caller tries again, which costs processor time and loses nothing.
  func announce() -> Bool {
    isParked.pointee.store(true, ordering: .sequentiallyConsistent)
    guard MemoryBarrier.isAsymmetric else {
      atomicMemoryFence(ordering: .sequentiallyConsistent)
      return true
    }
    if MemoryBarrier.onEveryThread() { return true }
    sched_yield()
    return false
  }

  /// Wakes the thread that is parked, if any.
  ///
  /// This is the one place where a waiter is resumed. Callers on a fast path look at ``isParked`` first.
  package func wake() {
    guard isParked.pointee.exchange(false, ordering: .acquiringAndReleasing) else { return }
    // Once the mutex was held, the sleeper either has seen the flag or waits on the condition.
    pthread_mutex_lock(mutex)
    alarm?.signal()
    pthread_mutex_unlock(mutex)
    pthread_cond_signal(condition)
  }

  /// Sleeps for at most `duration`, with the mutex held.
  private func sleep(for duration: Duration) {
    let (seconds, attoseconds) = min(duration, .seconds(86_400)).components
    let nanosecondsPerSecond = 1_000_000_000
    // Rounded up, so that the deadline has passed when the sleep was not interrupted.
    let nanoseconds = Int((attoseconds + 999_999_999) / 1_000_000_000)
    #if canImport(Darwin)
      var time = timespec(
        tv_sec: Int(seconds) + nanoseconds / nanosecondsPerSecond,
        tv_nsec: nanoseconds % nanosecondsPerSecond)
      pthread_cond_timedwait_relative_np(condition, mutex, &time)
    #else
      var time = timespec()
      clock_gettime(CLOCK_MONOTONIC, &time)
      let sum = time.tv_nsec + nanoseconds
      time.tv_sec += Int(seconds) + sum / nanosecondsPerSecond
      time.tv_nsec = sum % nanosecondsPerSecond
      pthread_cond_timedwait(condition, mutex, &time)
    #endif
  }
}
