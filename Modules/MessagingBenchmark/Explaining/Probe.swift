/// What is done to a pipeline in a run.
enum Probe: Hashable, Sendable {
  /// Nothing: both threads run.
  case whole
  /// A thread is delayed, by this many halves of the difference between the pipelines.
  case delay(Explanation.Side, halves: Int)
  /// One thread sends some messages and receives them, in turn.
  case stagesAlone
}

/// A probe with the delay that it takes here.
struct ArmedProbe {
  static let whole = ArmedProbe(.whole, nil, .none)

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
