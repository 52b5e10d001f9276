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
  ///
  /// - Throws: What it throws.
  package func run(_ task: @escaping @Sendable () throws -> Void) throws {
    start(task)
    try wait()
  }

  /// Has the thread run `task`. One at a time.
  package func start(_ task: @escaping @Sendable () throws -> Void) { desk.put(task) }

  /// Waits until the thread has run its task.
  ///
  /// - Throws: What it threw.
  package func wait() throws { try desk.wait() }
}

/// Where a worker finds its task.
private final class Desk: @unchecked Sendable {
  private let lock = Lock()
  private var task: (@Sendable () throws -> Void)?
  private var failure: (any Error)?
  private var isClosed = false
  private let arrival = Parker()
  private let completion = Parker()

  func put(_ task: @escaping @Sendable () throws -> Void) {
    lock.withLock { self.task = task }
    arrival.wake()
  }

  func close() {
    lock.withLock { isClosed = true }
    arrival.wake()
  }

  func wait() throws {
    let deadline = soon
    park(on: completion, until: deadline) { task == nil || deadline.remaining == .zero }
    try lock.withLock {
      precondition(task == nil, "a worker did not finish its task")
      if let failure = failure.take() { throw failure }
    }
  }

  func work() {
    while true {
      park(on: arrival, until: .never) { task != nil || isClosed }
      guard let task = lock.withLock({ task }) else { return }
      let result = Result(catching: task)
      lock.withLock {
        self.task = nil
        if case .failure(let error) = result { failure = error }
      }
      completion.wake()
    }
  }

  private func park(on parker: Parker, until deadline: Deadline, unless condition: () -> Bool) {
    while !lock.withLock(condition) {
      _ = parker.park(until: deadline) { lock.withLock(condition) }
    }
  }
}
