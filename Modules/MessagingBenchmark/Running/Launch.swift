/// One sample of each arm, measured close together: what is compared is paired here.
typealias Round = [Sample]

/// What one process measured, by arm: the baseline, the other arms, and the baseline again as the control.
struct Launch: Codable, Sendable {
  /// The number of messages, or of round trips, in each run.
  var moves: Int
  /// The time of the baseline's message in nanoseconds, before the first round.
  var baselineNanoseconds: Double
  /// What delays in pipelines go by; `nil` where there are none.
  var differences: PipelineDifferences?
  /// What it takes to wake a thread; `nil` where nothing is to be explained.
  var wakeUpNanoseconds: Double?
  var rounds: [Round] = []
  /// The times of single messages or round trips in nanoseconds; empty where they are not timed.
  var durations: [Distribution] = []
  /// How much longer each arm's message was made to take; `nil` where none was.
  var delayNanoseconds: [Double]?
  /// `nil` where allocations were not counted.
  var allocationsPerMessage: [Double]?
  /// `nil` where no messages are kept.
  var retainedBytesPerMessage: [Double]?
  /// What each of many sockets takes; `nil` where that is not measured.
  var memoryPerSocket: [SocketMemory]?
}
