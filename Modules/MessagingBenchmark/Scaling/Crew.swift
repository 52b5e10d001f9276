import Dispatch
import POSIXSupport
import Synchronization

/// Threads that run a task together, again and again.
///
/// Used by one thread at a time.
final class Crew {
  private let board: Board
  private let threads: UnsafeMutableBufferPointer<JoinableThread<Void>>
  private var started = 0

  /// Starts the threads.
  ///
  /// - Throws: `ThreadError` when the system has no more threads.
  init(count: Int) throws {
    let board = Board(count: count)
    self.board = board
    threads = .allocate(capacity: count)
    while started < count {
      let number = started
      (threads.baseAddress! + number).initialize(to: try JoinableThread { board.work(as: number) })
      started += 1
    }
  }

  deinit {
    board.task = nil
    for number in 0..<started { board.calls[number].signal() }
    // What a thread throws ends its task, and not the thread.
    for number in 0..<started { try? (threads.baseAddress! + number).move().join() }
    threads.deallocate()
  }

  /// Has each thread run the task with its number, and waits for all of them.
  ///
  /// - Throws: What the first thread that failed threw.
  func run(_ task: @escaping @Sendable (Int) throws -> Void) throws { try board.run(task) }
}

/// Where a crew finds its task.
private final class Board: @unchecked Sendable {
  /// Written while no thread runs it; the signals order that.
  var task: (@Sendable (Int) throws -> Void)?
  let calls: [DispatchSemaphore]

  private let busy = Atomic<Int>(0)
  private let allDone = DispatchSemaphore(value: 0)
  private let failure = Mutex<(any Error)?>(nil)

  init(count: Int) { calls = (0..<count).map { _ in DispatchSemaphore(value: 0) } }

  func run(_ task: @escaping @Sendable (Int) throws -> Void) throws {
    self.task = task
    busy.store(calls.count, ordering: .relaxed)
    for call in calls { call.signal() }
    allDone.wait()
    if let failure = failure.withLock({ $0.take() }) { throw failure }
  }

  func work(as number: Int) {
    while true {
      calls[number].wait()
      guard let task else { return }
      do {
        try task(number)
      } catch {
        failure.withLock { if $0 == nil { $0 = error } }
      }
      if busy.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 { allDone.signal() }
    }
  }
}
