import Messaging

/// A message that can be kept in an array, dropped at will, or moved to another thread.
///
/// One thread at a time uses it, for which the others wait.
final class Held<T: Transport>: @unchecked Sendable {
  var message: Message<T>

  init(_ message: consuming Message<T>) { self.message = message }

  /// The message, which is then an empty one here.
  func take() -> Message<T> {
    var taken = Message<T>()
    swap(&taken, &message)
    return taken
  }
}
