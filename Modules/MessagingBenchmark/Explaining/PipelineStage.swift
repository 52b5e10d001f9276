/// A part of what a thread of a pipeline does with each message.
///
/// `State` is what the thread has: its socket, its pool, the message that it is at.
public struct PipelineStage<State: AnyObject>: Sendable {
  /// Does its part of one message; the number is that of the message.
  public typealias Step = @Sendable (_ state: State, _ number: UInt64) throws -> Void

  /// Does its part of one message if that needs no waiting, and tells whether it did.
  public typealias Attempt = @Sendable (_ state: State, _ number: UInt64) throws -> Bool

  @usableFromInline
  let erased: ErasedStage

  /// A stage.
  ///
  /// Two pipelines are compared fairly when both have the same number of stages. Where one does nothing, it has a stage that
  /// does nothing: what it takes to come to a stage is then the same for both.
  ///
  /// - Parameters:
  ///   - name: Its name. Stages of two pipelines that have the same name are compared.
  ///   - attempt: What comes first, and is measured, where a stage may have to wait: the same without waiting. After it returned
  ///     `false`, `run` is called for the same message, and not measured. `nil` for a stage that never waits.
  ///   - run: Does its part of one message, waiting as long as it takes.
  @inlinable
  @inline(__always)
  public init(_ name: String, attempt: Attempt? = nil, run: @escaping Step) {
    // Erased here, where the type is known, so that a loop over stages calls them without detours.
    let erasedAttempt: ErasedStage.Attempt? =
      if let attempt {
        { state, number in try attempt(unsafeDowncast(state, to: State.self), number) }
      } else {
        nil
      }
    erased = ErasedStage(
      name: name, attempt: erasedAttempt,
      run: { state, number in try run(unsafeDowncast(state, to: State.self), number) })
  }
}

/// A stage whose state's type only its maker knows. It is called with no other state.
@usableFromInline
struct ErasedStage: Sendable {
  @usableFromInline
  typealias Step = @Sendable (AnyObject, UInt64) throws -> Void

  @usableFromInline
  typealias Attempt = @Sendable (AnyObject, UInt64) throws -> Bool

  let name: String
  let attempt: Attempt?
  let run: Step

  @usableFromInline
  init(name: String, attempt: Attempt?, run: @escaping Step) {
    self.name = name
    self.attempt = attempt
    self.run = run
  }

  /// Does its part of one message, without waiting where that is possible: what is timed and what is not then do the same.
  ///
  /// - Returns: Whether it may have waited.
  @inline(__always)
  func perform(_ state: AnyObject, _ number: UInt64) throws -> Bool {
    guard let attempt else {
      try run(state, number)
      return false
    }
    if try attempt(state, number) { return false }
    try run(state, number)
    return true
  }
}
