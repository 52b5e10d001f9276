package import Messaging

/// Long enough for anything that should happen, so that a test that fails ends.
package var soon: Deadline { .after(.seconds(30)) }

/// A message count that takes about a second: optimized code does more.
#if DEBUG
  package let manyMessages = 50_000
#else
  package let manyMessages = 5_000_000
#endif

/// Tries again until the condition holds.
///
/// - Returns: `false` when it did not within ``soon``.
package func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
  let deadline = soon
  while try !condition() {
    guard deadline.remaining != .zero else { return false }
  }
  return true
}
