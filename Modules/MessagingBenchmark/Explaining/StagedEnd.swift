/// An end whose loop is made of stages, which can be timed each.
protocol StagedEnd: End {
  var side: Explanation.Side { get }

  /// Whether ``End/move(_:)`` times each stage.
  var isTimed: Bool { get set }

  /// Moves messages and times each stage.
  ///
  /// - Parameter onRefusal: Called before a stage waits, with the number of the message.
  func moveTimed(_ numbers: Range<UInt64>, onRefusal: (UInt64) throws -> Void) throws

  /// What the stages took since the last call, for each message.
  func takeStageTimes() -> [StageTime]
}

/// What a stage took for each message in a run.
struct StageTime: Codable, Sendable {
  var side: Explanation.Side
  var name: String
  /// Whether it meets the other thread, so that what it takes while the pipeline runs depends on which thread is faster.
  var mayWait: Bool
  /// `nil` when it had to wait each time.
  var nanoseconds: Double?
}
