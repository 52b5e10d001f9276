package import Messaging

/// A message that can be kept in a collection, captured, and dropped by any thread.
package final class Kept<T: Transport>: @unchecked Sendable {
  /// The message, until it is taken or dropped.
  package var message: Message<T> {
    _read { yield held! }
    _modify { yield &held! }
  }
  private var held: Message<T>?

  package init(_ message: consuming Message<T>) { held = consume message }

  /// The message, which is the caller's from now on.
  package func take() -> Message<T> { held.take()! }

  package func drop() { held = nil }
}
