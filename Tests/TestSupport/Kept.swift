package import Messaging

/// A message that can be kept in a collection, captured, and dropped by any thread.
package final class Kept<T: Transport>: @unchecked Sendable {
  /// The message, until somebody takes it.
  package var message: Message<T>?

  package init(_ message: consuming Message<T>) { self.message = consume message }

  /// The message, which is the caller's from now on.
  package func take() -> Message<T> { message.take()! }

  package func drop() { message = nil }
}
