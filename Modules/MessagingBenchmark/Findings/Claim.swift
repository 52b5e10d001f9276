/// A sentence about pooling or receiving that a measurement can bear out or contradict.
public struct Claim: Sendable {
  /// Its short name.
  public let id: String

  /// The sentence.
  public let text: String

  /// What has to be measured for it.
  let experiment: Experiment

  /// Where an experiment compares the same in several wirings, the one that it is about.
  let wiring: Wiring?

  /// What it predicts of that experiment's arms.
  let predictions: [Prediction]

  /// The ratio that the ones who made the claim found, by the size of messages; by 0 where the size does not matter.
  let seedRatios: [Int: Double]

  /// Why a transport cannot tell, if it cannot.
  let notApplicable: @Sendable (BenchmarkedTransport) -> String?

  /// Why it holds where it does, in a sentence.
  let whenHolding: String

  /// Why it does not hold where it does not.
  let whenRefuted: String

  /// What to do about it.
  public let advice: String

  init(
    _ id: String, _ text: String, by experiment: Experiment, wiring: Wiring? = nil, predictions: [Prediction],
    seedRatios: [Int: Double] = [:], whenHolding: String, whenRefuted: String,
    advice: String, notApplicable: @escaping @Sendable (BenchmarkedTransport) -> String? = { _ in nil }
  ) {
    self.id = id
    self.text = text
    self.experiment = experiment
    self.wiring = wiring
    self.predictions = predictions
    self.seedRatios = seedRatios
    self.whenHolding = whenHolding
    self.whenRefuted = whenRefuted
    self.advice = advice
    self.notApplicable = notApplicable
  }
}

/// What a claim predicts of an arm, against the experiment's baseline.
struct Prediction: Sendable {
  /// The arm's name.
  let arm: String
  /// For which sizes.
  let sizes: ClosedRange<Int>
  let expectation: Expectation

  enum Expectation: Sendable {
    /// It takes more time.
    case slower
    /// It takes less time.
    case faster
    /// It does not take less time.
    case notFaster
    /// Its time is so many times the baseline's, or more.
    case atLeast(Double)
    /// The times differ by less than this share.
    case within(Double)
    /// It allocates so many times more for each message, or more.
    case allocates(Double)
  }

  init(_ arm: String, _ expectation: Expectation, at sizes: ClosedRange<Int> = 0...Int.max) {
    self.arm = arm
    self.expectation = expectation
    self.sizes = sizes
  }

  /// Whether it is about the time that messages take.
  var isOfTimes: Bool {
    if case .allocates = expectation { return false }
    return true
  }

  /// What a result says of it.
  ///
  /// - Returns: `nil` when the result has no such arm.
  func judge(_ result: Report.Result) -> FindingVerdict? {
    guard let comparison = result.comparisons.first(where: { $0.arm == arm }) else { return nil }
    let ratio = comparison.ratio
    func verdict(holds: Bool, isRefuted: Bool) -> FindingVerdict {
      holds ? .holds : isRefuted ? .refuted : .unresolved
    }
    switch expectation {
    case .slower:
      return verdict(
        holds: comparison.verdict == .slower,
        isRefuted: comparison.verdict == .faster || comparison.verdict == .equivalent)
    case .faster:
      return verdict(
        holds: comparison.verdict == .faster,
        isRefuted: comparison.verdict == .slower || comparison.verdict == .equivalent)
    case .notFaster:
      return verdict(
        holds: comparison.verdict == .slower || comparison.verdict == .equivalent,
        isRefuted: comparison.verdict == .faster)
    case .atLeast(let factor):
      return verdict(holds: ratio.low >= factor, isRefuted: ratio.high < factor)
    case .within(let share):
      let range = 1 / (1 + share)...1 + share
      return verdict(
        holds: range.contains(ratio.low) && range.contains(ratio.high),
        isRefuted: ratio.low > range.upperBound || ratio.high < range.lowerBound)
    case .allocates(let count):
      guard let more = result.arms.first(where: { $0.name == arm })?.allocationsPerMessage,
        let fewer = result.arms.first?.allocationsPerMessage
      else { return nil }
      return more - fewer >= count ? .holds : .refuted
    }
  }
}

/// What became of a claim.
public enum FindingVerdict: String, CaseIterable, Codable, Hashable, Sendable {
  /// It is true here.
  case holds
  /// It is not.
  case refuted
  /// The measurement is too noisy to tell.
  case unresolved
  /// It cannot be true or false here.
  case notApplicable = "not applicable"
}
