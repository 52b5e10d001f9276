import Foundation

/// What a comparison says.
public enum Verdict: String, CaseIterable, Codable, Hashable, Sendable {
  /// The arm takes less time than the baseline.
  case faster
  /// The arm takes more time than the baseline.
  case slower
  /// Any difference is smaller than one that matters.
  case equivalent
  /// The measurement is too noisy to tell.
  case unresolved

  /// The difference that does not matter, as a share of the time.
  public static let margin = 0.02

  /// Judges a ratio of times.
  ///
  /// The control is the baseline against itself: what it shows is the instrument's own error. So a difference counts only
  /// beyond the control's interval, and an equivalence only where the control is one.
  ///
  /// - Parameters:
  ///   - ratio: time(arm) / time(baseline).
  ///   - control: time(baseline again) / time(baseline).
  public init(ratio: Interval, control: Interval) {
    let negligible = (1 / (1 + Self.margin))...(1 + Self.margin)
    func isNegligible(_ interval: Interval) -> Bool {
      negligible.contains(interval.low) && negligible.contains(interval.high)
    }
    if isNegligible(ratio), isNegligible(control) {
      self = .equivalent
    } else if ratio.high < min(1, control.low) {
      self = .faster
    } else if ratio.low > max(1, control.high) {
      self = .slower
    } else {
      self = .unresolved
    }
  }

  /// How many times as many launches would resolve a comparison that is unresolved, about.
  ///
  /// An interval's width goes with the root of their number. It has to become so narrow that the difference clears the
  /// control, which is as wide, or that both lie within the margin.
  static func launchesToResolve(ratio: Interval, control: Interval) -> Double {
    let width = max(ratio.logarithmicHalfWidth, control.logarithmicHalfWidth)
    let difference = abs(ratio.logarithm)
    let target = max(difference / 2, log(1 + margin) - difference)
    return max(2, (width / target) * (width / target))
  }
}
