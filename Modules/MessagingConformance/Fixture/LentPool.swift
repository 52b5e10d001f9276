import Messaging

/// A pool that can be kept in an array, dropped at will, or moved to another thread.
///
/// One thread at a time uses it, for which the others wait.
final class LentPool<T: Transport>: @unchecked Sendable {
  var pool: Pool<T>

  init(_ pool: consuming Pool<T>) { self.pool = pool }
}
