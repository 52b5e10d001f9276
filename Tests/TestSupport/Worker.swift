internal import Messaging
internal import POSIXSupport

/// A thread that runs what it is given, one after the other.
package final class Worker: @unchecked Sendable {
  private let desk = Desk()
  private let thread: Handle<Void>

  package init() throws {
    thread = Handle(try JoinableThread { [desk] in desk.work() })
  }

  deinit {
    desk.close()
    try? thread.join()
  }

  /// Has the thread run `task`, and waits for that.
  package func run(_ task: @escaping @Sendable () -> Void) {
    start(task)
    wait()
  }

  /// Has the thread run `task`. One at a time.
  package func start(_ task: @escaping @Sendable () -> Void) { desk.put(task) }

  /// Waits until the thread has run its task.
  package func wait() { desk.wait() }
}

/// Where a worker finds its task.
private final class Desk: @unchecked Sendable {
  private let lock = Lock()
  private var task: (@Sendable () -> Void)?
  private var isClosed = false
  private let arrival = Parker()
  private let completion = Parker()

  func put(_ task: @escaping @Sendable () -> Void) {
    lock.withLock { self.task = task }
    arrival.wake()
  }

  func close() {
    lock.withLock { isClosed = true }
    arrival.wake()
  }

  func wait() {
    let deadline = soon
    park(on: completion, until: deadline) { task == nil || deadline.remaining == .zero }
    precondition(lock.withLock { task == nil }, "a worker did not finish its task")
  }

  func work() {
    while true {
      park(on: arrival, until: .never) { task != nil || isClosed }
      guard let task = lock.withLock({ task }) else { return }
      task()
      lock.withLock { self.task = nil }
      completion.wake()
    }
  }

  private func park(on parker: Parker, until deadline: Deadline, unless condition: () -> Bool) {
    while !lock.withLock(condition) {
      _ = parker.park(until: deadline) { lock.withLock(condition) }
    }
  }
}
