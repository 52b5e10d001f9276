public import Messaging
internal import POSIXSupport

/// Waits for sockets on one thread and resumes the tasks that they are ready for.
///
/// All sockets of a process share one, ``shared``, unless they are given another.
///
/// A reactor is also a task executor. A task that prefers it runs on the thread that waits, so that it goes on right where its
/// socket became ready, with no way from thread to thread:
///
///     let reactor = try Reactor()
///     try await withTaskExecutorPreference(reactor) {
///       try await transport.withSocket(.reply, on: reactor) { socket in
///         ...
///       }
///     }
///
/// - Important: A task that blocks there, or computes for long, delays every socket and every task of that reactor. Leave
///   ``shared`` to what only passes messages on, and make another one for the rest.
///
/// The thread sleeps while there is nothing to do. It ends with the last reference to the reactor, which sockets and running tasks
/// hold. From any thread.
public final class Reactor: Sendable {
  @usableFromInline
  let core: ReactorCore

  /// Makes a reactor and starts its thread.
  ///
  /// - Throws: ``/Messaging/MessagingError`` with `outOfResources` when descriptors or threads ran out (`EMFILE`, `ENFILE`,
  ///   `ENOMEM`, `EAGAIN` of thread creation).
  public init() throws(MessagingError) {
    do throws(TransportFailure) {
      core = try ReactorCore()
      try core.start()
    } catch {
      throw MessagingError(error, during: .open, of: "reactor")
    }
  }

  deinit { core.stop() }

  private static let common = Common()

  /// The one that sockets are waited for by unless they are given another. Its thread is started by the first use.
  ///
  /// - Throws: As ``init()``.
  public static var shared: Reactor {
    get throws(MessagingError) { try common.reactor() }
  }

  /// A reactor that is made when it is needed first.
  private final class Common: @unchecked Sendable {
    private let lock = Lock()
    private var made: Reactor?

    func reactor() throws(MessagingError) -> Reactor {
      try lock.withLock { () throws(MessagingError) in
        if let made { return made }
        let reactor = try Reactor()
        made = reactor
        return reactor
      }
    }
  }
}

extension Reactor: TaskExecutor {
  /// Has the reactor's thread run a job. For Swift's runtime.
  public func enqueue(_ job: consuming ExecutorJob) { core.enqueue(UnownedJob(job), of: self) }
}
