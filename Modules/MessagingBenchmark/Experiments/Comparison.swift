/// Arms that do the same job over the same kind of address with messages of the same size: they run
/// interleaved, and are compared with the first.
struct Comparison: Sendable {
  /// The name of the experiment.
  var experiment: String
  /// What is compared, where an experiment compares several things; otherwise `nil`.
  var subject: String?
  var endpoint: Endpoint
  var wiring: Wiring
  var size: Int
  /// The baseline first.
  var arms: [Arm]
  /// Which arms are also compared with which, the best of each.
  var contests: [Contest] = []
  /// Of how many messages the arms keep one, where they do; the memory that those take is gauged then.
  var keptStride: Int?

  /// The number of messages in each run, where what they cost depends on it; `nil` for as many as the time allows.
  var moves: Int?

  /// Its part of the time, against that of other comparisons.
  var weight = 1.0
  /// How many messages per second are sent, whatever becomes of them; `nil` where each waits for the one before it.
  var rate: Int?

  /// The transports' names in the order of the arms, each once.
  var transports: [String] { arms.map(\.transport).unique }

  /// The pipelines that its arms are, where their difference is to be explained; otherwise `nil`.
  var explainedPair: ExplainedPair?

  /// The comparison in a line.
  var title: String { Place(self).title }
}

extension Comparison {
  /// How long a run has to take, in nanoseconds, to show more than how it begins: with naps, so many that none counts for
  /// much; in an open loop, until queues have filled up that hide at first that the receiver does not keep up.
  func leastRun(isQuick: Bool) -> Double {
    let nap = Double(arms.map(\.front.job.nap).max() ?? 0)
    guard let rate else { return (isQuick ? 4 : 10) * nap }
    return max(isQuick ? 20e6 : 100e6, Self.leastIntervals * 1e9 / Double(rate))
  }

  /// How many times a run of an open loop waits for the next message at least.
  static let leastIntervals = 2.0
}

/// Two groups of arms, whose best ones are compared.
struct Contest: Sendable {
  /// What is contested.
  var subject: String
  /// The numbers of those that contest.
  var arms: [Int]
  /// The numbers of those that they are compared with.
  var others: [Int]
}

extension Scope {
  /// A comparison for each transport, over each kind of address that it has, with each size.
  func comparisons(
    _ experiment: String, subject: String? = nil, keptStride: Int? = nil,
    arms: (BenchmarkedTransport) -> [Arm]
  ) -> [Comparison] {
    transportsByEndpoint.flatMap { endpoint, transports in
      transports.flatMap { transport in
        sizes.map { size in
          Comparison(
            experiment: experiment, subject: subject, endpoint: endpoint, wiring: wiring, size: size,
            arms: arms(transport), keptStride: keptStride)
        }
      }
    }
  }
}
