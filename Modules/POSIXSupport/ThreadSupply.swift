package import Messaging

/// Threads that the system can still give to the process.
package enum ThreadSupply {
  /// Checks that the process can start `count` more threads, because libraries abort the process when they cannot start theirs.
  ///
  /// - Throws: ``TransportFailure`` with `outOfResources` and the number of `pthread_create`, usually `EAGAIN`.
  /// - Complexity: The threads are started, at the same time, and end.
  package static func require(_ count: Int) throws(TransportFailure) {
    let gate = Lock()
    var started: [Held] = []
    var failure: ThreadError?
    gate.withLock {
      do {
        for _ in 0..<count { started.append(Held(try JoinableThread { gate.withLock {} })) }
      } catch {
        failure = error as? ThreadError
      }
    }
    let startable = started.count
    for held in started { held.join() }
    guard let failure else { return }
    throw TransportFailure(
      .outOfResources, number: failure.number,
      "\(count) threads are needed and the process can start only \(startable)")
  }

  /// A thread in an array.
  private final class Held {
    private var thread: JoinableThread<Void>?

    init(_ thread: consuming JoinableThread<Void>) { self.thread = consume thread }

    func join() {
      guard let thread = thread.take() else { return }
      try? thread.join()
    }
  }
}
