/// Why two pipelines take different times: what each stage costs by itself, how much of that the whole feels, and what is
/// left when all of it is added up.
///
/// A pipeline has two threads, the sender's and the receiver's. Times are in nanoseconds for each message; differences are
/// those of the second pipeline to the first.
public struct Explanation: Codable, Sendable {
  /// The experiment's name, or what else is explained.
  public var experiment: String
  /// The transport's name; "any" where that is not known.
  public var transport: String
  /// The scheme of the address; "memory" where that is not known.
  public var endpoint: String
  /// The pattern's name; `nil` where that is not known, and in older results.
  public var pattern: String?
  /// The size of each message in bytes; 0 where that is not known.
  public var size: Int
  /// How many processes, or fresh connections, measured it.
  public var launches: Int
  /// The first pipeline's name.
  public var armA: String
  /// The second pipeline's name.
  public var armB: String
  /// The first pipeline's time.
  public var pipelineNanoseconds: Interval
  /// How much longer the second one takes.
  public var gapNanoseconds: Interval
  /// How much longer the first one takes than itself: what the instrument shows where there is no difference.
  public var controlNanoseconds: Interval
  /// What the threads do with each message, in order.
  public var stages: [Stage]
  /// What a delay in a thread does to the whole.
  public var sensitivities: [Sensitivity]
  /// What is measured and is no stage, such as wake-ups.
  public var terms: [Term]
  /// The effects of pool and path and of both together; `nil` where they are not what differs.
  public var factorial: Factorial?
  /// What the differences of the stages by themselves add up to, as if all of it were felt.
  public var isolatedNanoseconds: Interval
  /// What is left of the gap without those: what isolated costs do not predict.
  public var unpredictedNanoseconds: Interval
  /// All contributions together.
  public var sumNanoseconds: Interval
  /// What is left of the gap without them.
  public var residual: Interval
  /// Whether nothing is left beyond what noise explains or what does not matter.
  public var isExplained: Bool
  /// What was considered and cannot be the rest; empty where there is none.
  public var ruledOut: [String]
  /// All of it in plain words.
  public var sentence: String

  /// The slower pipeline's time.
  var slowerNanoseconds: Double { pipelineNanoseconds.estimate + max(0, gapNanoseconds.estimate) }

  /// The rest of a gap that does not matter, as a share of the slower pipeline's time.
  public static let margin = 0.02
}

extension Explanation {
  /// A thread of a pipeline.
  public enum Side: String, Codable, Hashable, Sendable, CaseIterable {
    /// The one that sends.
    case sender
    /// The one that receives.
    case receiver
  }

  /// A part of what a thread does with each message.
  public struct Stage: Codable, Sendable {
    /// Its name.
    public var name: String
    /// Its thread.
    public var side: Side
    /// What it takes by itself in the first pipeline, in one thread and without waiting; 0 where the pipeline has no
    /// such stage.
    public var aloneA: Double
    /// The same in the second pipeline.
    public var aloneB: Double
    /// What it takes in the first pipeline while that runs, without waiting; `nil` where that could not be told.
    public var runningA: Double?
    /// The same in the second pipeline.
    public var runningB: Double?
    /// How much longer the whole takes for each nanosecond that the stage takes longer.
    public var sensitivity: Interval
    /// The difference of what it takes by itself, times its sensitivity.
    public var contribution: Interval

    /// Its name, with its thread's.
    var label: String { "\(side.rawValue): \(name)" }
  }

  /// What delays of known lengths in a thread do to the time of a pipeline.
  public struct Sensitivity: Codable, Sendable {
    /// The pipeline's name.
    public var arm: String
    /// The thread that is delayed.
    public var side: Side
    /// How much more the thread has to do with each of them: the delay itself, and what that changes of what its stages take.
    public var work: [Double]
    /// How much longer the whole takes with each of them.
    public var responses: [Interval]
    /// The slope: 1 where each nanosecond is felt, 0 where none is.
    public var slope: Interval
  }

  /// What is measured and is no stage.
  public struct Term: Codable, Sendable {
    /// What it is.
    public var name: String
    /// What it adds to the gap.
    public var contribution: Interval
  }

  /// The times of four pipelines: with and without a pool, over one path and another.
  public struct Factorial: Codable, Sendable {
    /// What the other path is.
    public var path: String
    /// What the pool adds to the first path.
    public var pool: Interval
    /// What the other path adds without a pool.
    public var otherPath: Interval
    /// What both together add beyond that: what memory of the pool costs that other memory does not.
    public var interaction: Interval
  }
}
