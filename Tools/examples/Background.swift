import Dispatch
import Foundation
import Messaging
import Synchronization

/// Work on a thread of its own. Code that waits for messages may not run on the threads of Swift's concurrency, which
/// are few: others would wait with it.
///
/// Work that ends because its transport was shut down has ended well: that is how a program ends what it started.
final class Background: Sendable {
  private let outcome = Mutex<Result<Void, any Error>?>(nil)
  private let end = DispatchSemaphore(value: 0)

  /// Starts work that opens the sockets it needs. A transport can be used by all threads.
  init(_ work: @escaping @Sendable () throws -> Void) {
    Thread.detachNewThread { [self] in
      let result = Result {
        do {
          try work()
        } catch let error as MessagingError where error.code == .closed {}
      }
      outcome.withLock { $0 = result }
      end.signal()
    }
  }

  /// Starts work with a socket that is open already, and closes it at the end.
  ///
  /// A socket belongs to one thread at a time. It may move to another one, and the compiler sees to it that the first does not
  /// use it any more.
  convenience init<T: Transport>(
    moving socket: consuming Socket<T>, _ work: @escaping @Sendable (inout Socket<T>) throws -> Void
  ) {
    // A closure cannot consume what it captures, because it could be called twice. So the socket waits in an optional.
    let seat = Mutex(Optional(socket))
    self.init {
      guard var socket = seat.withLock({ $0.take() }) else { return }
      try work(&socket)
    }
  }

  /// Whether the work has ended.
  var hasEnded: Bool { outcome.withLock { $0 != nil } }

  /// Waits for the end of the work, once.
  ///
  /// - Throws: What the work threw.
  func join() throws {
    end.wait()
    try outcome.withLock { $0 }?.get()
  }
}
