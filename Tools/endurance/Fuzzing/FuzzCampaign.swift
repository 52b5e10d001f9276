import Foundation

/// A target and the inputs to try on it, in worker processes.
struct FuzzCampaign {
  let target: FuzzTargetDescription
  let seed: UInt64
  let inputs: Range<Int>
  let checkEvery: Int

  struct Outcome {
    let line: String
    let isFinding: Bool
  }

  /// - Parameter progress: Is told how many inputs were tried, again and again.
  func run(telling progress: (Int) -> Void) throws -> Outcome {
    let clock = ContinuousClock()
    let start = clock.now
    var knownAborts: [String: Int] = [:]
    var next = inputs.lowerBound
    var remarks: [String] = []
    var failure: String?
    while next < inputs.upperBound {
      let ending = try FuzzProcess(
        target: target.name, seed: seed, inputs: next..<inputs.upperBound, checkEvery: checkEvery
      )
      .finish { progress(($0 ?? next) - inputs.lowerBound) }
      remarks += ending.remarks
      guard let problem = ending.problem else { break }
      if let known = target.knownAborts.first(where: { "\(problem)\n\(ending.errors)".contains($0.message) }),
        let last = ending.lastInput
      {
        knownAborts[known.reference, default: 0] += 1
        next = last + 1
        continue
      }
      failure = try describe(problem, ending)
      break
    }
    let seconds = (clock.now - start) / .seconds(1)
    var parts = [
      "\(inputs.count) inputs of seed \(seed) in \(seconds.formatted(.number.precision(.fractionLength(1)))) s"
    ]
    parts += knownAborts.sorted { $0.key < $1.key }.map { "aborts that are known: \($0.value) (\($0.key))" }
    parts += remarks
    parts.append(failure ?? "nothing found")
    return Outcome(line: "\(target.name): \(parts.joined(separator: ", "))", isFinding: failure != nil)
  }

  /// What happened, and how to have it happen again. The library may abort only after the next inputs came: whether one is
  /// enough is tried.
  private func describe(_ problem: String, _ ending: FuzzProcess.Ending) throws -> String {
    let words = ending.errors.split(separator: "\n").last.map { " (\($0))" } ?? ""
    guard let last = ending.lastInput else { return "\(problem)\(words) before the first input" }
    var first = last
    while first > inputs.lowerBound {
      let again = try FuzzProcess(
        target: target.name, seed: seed, inputs: first..<last + 1, checkEvery: checkEvery
      )
      .finish(telling: { _ in })
      if again.problem != nil { break }
      first = max(inputs.lowerBound, last - 2 * (last - first) - 1)
    }
    return """
      \(problem)\(words) at input \(last); again by: \
      ./Tools/fuzz --target \(target.name) --seed \(seed) --from \(first) --inputs \(last - first + 1)
      """
  }
}
