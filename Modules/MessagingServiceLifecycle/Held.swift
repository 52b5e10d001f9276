#if ServiceLifecycle
  internal import Messaging
  internal import POSIXSupport

  /// What a service was made of, until it runs: services are copyable, and this is not.
  final class Held<Value: ~Copyable>: @unchecked Sendable {
    private let lock = Lock()
    // Guarded by the lock.
    private var value: Value?

    init(_ value: consuming Value) { self.value = consume value }

    /// Gives it up.
    ///
    /// - Throws: ``/Messaging/MessagingError`` with `invalidState` when it was taken before.
    func take() throws(MessagingError) -> Value {
      // The lock's closure cannot return what it takes out of a captured variable.
      var taken: Value?
      lock.withLock { taken = value.take() }
      guard let taken = taken.take() else {
        throw MessagingError(
          TransportFailure(.invalidState, "a service runs once"), during: MessagingError.Operation("run"),
          of: nil)
      }
      return taken
    }
  }
#endif
