import POSIXSupport

extension Fixture {
  /// Runs `background` in a thread of its own, to which `value` moves, and `foreground` here meanwhile.
  ///
  /// The thread is waited for even when `foreground` throws; a background that cannot succeed any more has
  /// to end by its deadlines. A socket in `value` stays open until both are done, so that what it sent last
  /// does not depend on how it is closed.
  ///
  /// - Returns: What `background` returned.
  /// - Throws: What `foreground` threw, otherwise what `background` threw.
  func alongside<Value: ~Copyable, Result: Sendable>(
    _ value: consuming sending Value,
    _ background: @escaping @Sendable (inout Value) throws -> Result,
    foreground: () throws -> Void
  ) throws -> Result {
    let kept = Kept(value)
    defer { withExtendedLifetime(kept) {} }
    let thread = try JoinableThread<Result> { try background(&kept.value) }
    do {
      try foreground()
    } catch {
      _ = try? thread.join()
      throw error
    }
    return try thread.join()
  }
}

// Used by the thread only, once made and until it is joined.
private final class Kept<Value: ~Copyable>: @unchecked Sendable {
  var value: Value

  init(_ value: consuming sending Value) { self.value = value }
}
