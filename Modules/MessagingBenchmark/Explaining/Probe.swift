/// What a run of a pipeline is to show.
enum Probe: Hashable, Sendable {
  /// The time of the whole.
  case whole
  /// The time of the whole while a thread is delayed, by this many halves of the difference between the pipelines.
  case delay(Explanation.Side, halves: Int)
  /// The time of each stage while both threads run.
  case stages
  /// The time of each stage in one thread, which sends some messages and receives them, in turn.
  case stagesAlone
}

/// A probe with the delay that it takes here.
struct ArmedProbe {
  static let whole = ArmedProbe(.whole, nil, .none)
  static let stages = ArmedProbe(.stages, nil, .none)

  let probe: Probe
  /// The thread that is delayed; `nil` where none is.
  let side: Explanation.Side?
  let delay: Delay

  init(_ probe: Probe, _ differences: PipelineDifferences) {
    guard case .delay(let side, let halves) = probe else {
      self.init(probe, nil, .none)
      return
    }
    self.init(probe, side, Delay(nanoseconds: differences[side] * Double(halves) / 2))
  }

  private init(_ probe: Probe, _ side: Explanation.Side?, _ delay: Delay) {
    (self.probe, self.side, self.delay) = (probe, side, delay)
  }
}
