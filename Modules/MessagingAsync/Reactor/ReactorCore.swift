internal import Messaging
internal import POSIXSupport

/// What a reactor's thread holds, so that the thread does not keep the ``Reactor`` itself.
@usableFromInline
final class ReactorCore: @unchecked Sendable {
  let lock = Lock()
  let queue: ReadinessQueue

  // Guarded by the lock, as all that follows, which is why nothing needs to check that accesses do not overlap.
  /// Who waits for a descriptor.
  @exclusivity(unchecked) var waiters = WaiterTable()
  @exclusivity(unchecked) var deadlines = DeadlineHeap()

  @exclusivity(unchecked) private var jobs: [UnownedJob] = []
  /// What jobs run on, kept as long as there are jobs.
  @exclusivity(unchecked) private var executor: Reactor?
  @exclusivity(unchecked) private var rest = Rest.awake
  private var isStopped = false

  /// Whether the thread sleeps, or is about to, and so has to be woken for what comes.
  private enum Rest {
    case awake
    /// `nil` for no limit.
    case asleep(until: ContinuousClock.Instant?)
  }

  init() throws(TransportFailure) { queue = try ReadinessQueue() }

  // MARK: The thread

  func start() throws(TransportFailure) {
    do {
      try JoinableThread { self.run() }.detach()
    } catch {
      throw TransportFailure(.outOfResources, number: error.number, "no thread to wait for sockets on")
    }
  }

  /// Has the thread end once it has run all jobs.
  func stop() {
    let isAsleep = lock.withLock {
      isStopped = true
      return wakeUp()
    }
    if isAsleep { queue.wake() }
  }

  private func run() {
    var batch: [UnownedJob] = []
    var resumptions: [Resumption] = []
    while true {
      runJobs(&batch)
      guard let milliseconds = lock.withLock({ fallAsleep() }) else { return }
      queue.wait(milliseconds: milliseconds) { descriptors in
        lock.withLock {
          rest = .awake
          endWaits(for: descriptors, &resumptions)
        }
      }
      for resumption in resumptions { resumption.resume() }
      resumptions.removeAll(keepingCapacity: true)
    }
  }

  /// Runs the jobs that are there now, not those that they bring, so that sockets are looked at in between.
  private func runJobs(_ batch: inout [UnownedJob]) {
    let reactor = lock.withLock {
      swap(&batch, &jobs)
      return self.executor.take()
    }
    guard let reactor else { return }
    for job in batch { job.runSynchronously(on: reactor.asUnownedTaskExecutor()) }
    batch.removeAll(keepingCapacity: true)
  }

  /// - Returns: How long to wait for descriptors, negative for no limit; `nil` to end the thread.
  private func fallAsleep() -> Int32? {
    guard jobs.isEmpty else { return 0 }
    guard !isStopped else { return nil }
    let deadline = deadlines.first?.deadline
    rest = .asleep(until: deadline)
    return deadline.map { max(.zero, $0 - ContinuousClock.now).wholeMilliseconds } ?? -1
  }

  // MARK: Waking the thread

  /// With the lock held.
  ///
  /// - Parameter deadline: When the thread has to be awake; `nil` for now.
  /// - Returns: Whether the queue has to be woken.
  func wakeUp(before deadline: ContinuousClock.Instant? = nil) -> Bool {
    guard case .asleep(let end) = rest else { return false }
    if let deadline, let end, end <= deadline { return false }
    rest = .awake
    return true
  }

  func enqueue(_ job: UnownedJob, of reactor: Reactor) {
    let isAsleep = lock.withLock {
      jobs.append(job)
      executor = reactor
      return wakeUp()
    }
    if isAsleep { queue.wake() }
  }
}
