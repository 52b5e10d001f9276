import POSIXSupport

extension Fixture {
  /// Runs `background` in a thread of its own, to which `value` moves, and `foreground` here meanwhile.
  ///
  /// The thread is waited for even when `foreground` throws; a background that cannot succeed any more has
  /// to end by its deadlines.
  ///
  /// - Returns: What `background` returned.
  /// - Throws: What `foreground` threw, otherwise what `background` threw.
  func alongside<Value: ~Copyable, Result: Sendable>(
    _ value: consuming sending Value,
    _ background: @escaping @Sendable (inout Value) throws -> Result,
    foreground: () throws -> Void
  ) throws -> Result {
    let thread = try JoinableThread<Result>(moving: value) { value in
      var value = value
      return try background(&value)
    }
    do {
      try foreground()
    } catch {
      _ = try? thread.join()
      throw error
    }
    return try thread.join()
  }
}
