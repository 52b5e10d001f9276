import Foundation

extension Explanation {
  /// What differs and why, for people.
  func makeSentence() -> String { [gapSentence, mechanism, rest].joined(separator: " ") }

  private var gapSentence: String {
    let isClear = gapNanoseconds.low > 0 || gapNanoseconds.high < 0
    let gap = gapNanoseconds.estimate
    let amount = "\(Figures.short(abs(gap))) ns"
    let share = Figures.short(abs(gap) / pipelineNanoseconds.estimate * 100)
    guard isClear else {
      return "\(armB) and \(armA) take as long, as far as can be told (\(amount) or \(share) % apart)."
    }
    return "\(armB) takes \(amount) (\(share) %) \(gap > 0 ? "more" : "less") for each message than \(armA)."
  }

  private var mechanism: String {
    let isolated = isolatedNanoseconds.estimate
    // The thread in which the stages differ most.
    guard
      let stage = stages.max(by: { abs($0.aloneB - $0.aloneA) < abs($1.aloneB - $1.aloneA) }),
      abs(isolated) > 0
    else { return "Their stages take the same." }
    let felt = stage.sensitivity
    let costs =
      "By itself its \(stage.side.rawValue) takes \(Figures.short(abs(isolated))) ns "
      + (isolated > 0 ? "more" : "less")
    let percent = Figures.short(abs(felt.estimate) * 100)
    if felt.low <= 0, felt.high >= 0, felt.high < 0.5 {
      return
        "\(costs), and nothing of that is felt: the \(stage.side.rawValue) is the faster side and waits anyway."
    }
    if felt.high < 0 {
      return
        "\(costs), and the whole takes \(percent) % of that the other way: the \(stage.side.rawValue) is the faster "
        + "side, and a faster one sleeps more often and has to be woken."
    }
    if felt.low > 0.8 {
      return "\(costs), and all of it is felt (\(percent) %): the \(stage.side.rawValue) is the slower side."
    }
    if felt.low <= 0 {
      return "\(costs); how much of that is felt is too noisy to tell (\(Figures.short(felt.low * 100)) to "
        + "\(Figures.short(felt.high * 100)) %)."
    }
    return "\(costs), and \(percent) % of that is felt: neither side is the slower one all the time."
  }

  private var rest: String {
    let left = "\(Figures.short(residual.estimate)) ns (\(Figures.signedRange(residual)))"
    guard !isExplained else { return "What is left is \(left): nothing that noise or rounding would not do." }
    let out = ruledOut.isEmpty ? "" : " It is not \(ruledOut.joined(separator: ", nor "))."
    return "Not explained: \(left) is left.\(out)"
  }
}
