internal import Messaging
internal import POSIXSupport

/// What is to happen at which moment, and the lock of a ``Network``.
///
/// Whoever takes the lock does first what is due by then. So something has to be done at a moment only to wake those who wait: with a
/// ``ManualClock`` by the thread that advances it, otherwise by one of the timeline's own.
final class Timeline: @unchecked Sendable {
  private let clock: ManualClock?
  private let origin = ContinuousClock.now
  private let lock = Lock()
  private let parker = Parker()

  // Guarded by the lock.
  private var events: [(moment: Duration, action: () -> Void)] = []
  private var isStopped = false

  private var thread: JoinableThread<Void>?

  /// A timeline on a clock, or on the system's.
  init(clock: ManualClock?) {
    self.clock = clock
    clock?.add(self) { [weak self] in self?.withLock {} }
  }

  /// Starts the thread, which is needed on the system's clock if there will be something to wait for. Before any other use.
  func start() throws(ThreadError) {
    guard clock == nil else { return }
    thread = try JoinableThread { [self] in run() }
  }

  /// Ends the thread. After every other use, and not from within an event.
  func stop() {
    clock?.remove(self)
    lock.withLock { isStopped = true }
    parker.wake()
    let thread = thread.take()
    // Its closure does not throw.
    try? thread?.join()
  }

  /// The moment, as a time since some beginning.
  var now: Duration { clock?.now.offset ?? (ContinuousClock.now - origin) }

  /// Does what is due, and then `body`, with the lock held.
  func withLock<Result: ~Copyable, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try lock.withLock { () throws(Failure) in
      doWhatIsDue()
      return try body()
    }
  }

  /// Has something happen at a moment, with the lock held. Called with the lock held.
  func schedule(at moment: Duration, _ action: @escaping () -> Void) {
    // From the end, where most belong.
    let index = events.lastIndex { $0.moment <= moment }.map { $0 + 1 } ?? 0
    events.insert((moment, action), at: index)
    if index == 0 { parker.wake() }
  }

  private func doWhatIsDue() {
    guard let first = events.first, first.moment <= now else { return }
    let moment = now
    let due = events.prefix { $0.moment <= moment }
    events.removeFirst(due.count)
    for event in due { event.action() }
  }

  private func run() {
    while true {
      let (next, isLast) = withLock { (events.first?.moment, isStopped) }
      if isLast { return }
      let deadline = next.map { Deadline.at(origin + $0) } ?? .never
      _ = parker.park(until: deadline) { lock.withLock { isStopped || events.first?.moment != next } }
    }
  }
}
