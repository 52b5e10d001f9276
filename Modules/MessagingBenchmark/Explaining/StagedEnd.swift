/// An end whose loop is made of stages, which are timed.
protocol StagedEnd: End {
  var side: Explanation.Side { get }

  /// Moves messages and times each stage of all of them, where ``End/move(_:)`` does with some.
  ///
  /// - Parameter onRefusal: Called before a stage waits, with the number of the message.
  func moveTimed(_ numbers: Range<UInt64>, onRefusal: (UInt64) throws -> Void) throws

  /// What was timed since the last call.
  func takeTimes() -> ThreadTime
}

/// What a thread of a pipeline took for each message in a run.
struct ThreadTime: Codable, Sendable {
  var side: Explanation.Side
  /// A whole message of which no stage had to wait; `nil` when there was none, or none was timed as a whole.
  var nanoseconds: Double?
  var stages: [StageTime]
}

extension Sample {
  /// What a thread took for a whole message without waiting; `nil` where that was not seen.
  func nanoseconds(of side: Explanation.Side) -> Double? {
    threads?.first { $0.side == side }?.nanoseconds
  }
}

/// What a stage took for each message in a run.
struct StageTime: Codable, Sendable {
  var name: String
  /// `nil` when it had to wait each time.
  var nanoseconds: Double?
}
