import Foundation

extension Interval {
  /// How a quantity changed, as new / old, from its intervals in two runs.
  ///
  /// On the logarithmic scale the change is a difference, `d = ln new - ln old`. The half-widths that point
  /// the same way add in quadrature, as standard errors do:
  ///
  ///     ln low  = d - sqrt((ln new - ln new.low)^2 + (ln old.high - ln old)^2)
  ///     ln high = d + sqrt((ln new.high - ln new)^2 + (ln old - ln old.low)^2)
  ///
  /// Nothing but the intervals is needed, and they need not be symmetric: G. Zou and A. Donner, "Construction
  /// of confidence limits about effect measures: a general approach", Statistics in Medicine 27 (2008),
  /// 1693-1702.
  ///
  /// Assumed is that the runs do not depend on each other, that both intervals have the same confidence,
  /// which is then the result's, and that the estimates' logarithms are about normal. Of intervals that are
  /// adjusted for several comparisons, the result is, too. What differs between runs and is the same within
  /// each is in neither interval: for ratios that is what meets one arm and not the other, for times it is
  /// everything else that the machine did.
  ///
  /// - Precondition: Both intervals are above 0.
  static func change(from old: Interval, to new: Interval) -> Interval {
    let (before, after) = (old.map(log), new.map(log))
    let change = after.estimate - before.estimate
    return Interval(
      estimate: change,
      low: change - hypot(after.estimate - after.low, before.high - before.estimate),
      high: change + hypot(after.high - after.estimate, before.estimate - before.low)
    ).map(exp)
  }
}

extension Difference.Judgement {
  /// Judges a change.
  ///
  /// The threshold is for what does not matter, and not for noise: that is in the interval. So what did not
  /// change is taken for a regression only where the estimate is off by the threshold more than its interval
  /// allows for, far less often than the interval's confidence alone would say. As in ``Verdict``, what the
  /// control shows is noise: a change counts only beyond the control's, and is ruled out only where the
  /// control's is.
  ///
  /// - Parameters:
  ///   - change: New / old.
  ///   - control: The same of the first arm against itself; `nil` where there is none.
  ///   - threshold: The share of the time from which on a change matters.
  init(_ change: Interval, control: Interval?, threshold: Double) {
    let limit = 1 + threshold
    func isNegligible(_ change: Interval) -> Bool { change.low >= 1 / limit && change.high <= limit }
    let control = control ?? Interval(estimate: 1, low: 1, high: 1)
    if change.low > max(limit, control.high) {
      self = .regression
    } else if change.high < min(1 / limit, control.low) {
      self = .improvement
    } else if isNegligible(change), isNegligible(control) {
      self = .unchanged
    } else {
      self = .unresolved
    }
  }
}
